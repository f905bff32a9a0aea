import { badArgument } from './operators.js'
import type { Condition, Selector, ValueOperator } from './selector.js'

/** What holds where the other does not. */
const OPPOSITES: Partial<Record<ValueOperator, ValueOperator>> = {
  $lt: '$gte',
  $lte: '$gt',
  $eq: '$ne',
  $ne: '$eq',
  $gte: '$lt',
  $gt: '$lte',
  $in: '$nin',
  $nin: '$in'
}

/**
 * Brings negations down to the operators, by De Morgan's laws, so that an index can be seen behind them. What is
 * inside of `$elemMatch` and its like stays as it is, as in CouchDB.
 */
export function pushNegations(selector: Selector): Selector {
  switch (selector.kind) {
    case 'not':
      return negate(selector.part)
    case 'nor':
      return { kind: 'and', parts: selector.parts.map(negate) }
    case 'and':
    case 'or':
      return { kind: selector.kind, parts: selector.parts.map(pushNegations) }
    default:
      return selector
  }
}

function negate(selector: Selector): Selector {
  switch (selector.kind) {
    case 'not':
      return pushNegations(selector.part)
    case 'nor':
      return { kind: 'or', parts: selector.parts.map(pushNegations) }
    case 'and':
      return { kind: 'or', parts: selector.parts.map(negate) }
    case 'or':
      return { kind: 'and', parts: selector.parts.map(negate) }
    case 'field':
      return { ...selector, condition: negateCondition(selector.condition) }
    case 'text':
      throw badArgument('$not', { $default: { $text: selector.argument } })
    default:
      return selector
  }
}

function negateCondition(condition: Condition): Condition {
  if (condition.operator === '$exists') return { operator: '$exists', argument: condition.argument !== true }
  const opposite = OPPOSITES[condition.operator as ValueOperator]
  if (opposite && 'argument' in condition) return { operator: opposite, argument: condition.argument }
  return { operator: '$not', condition }
}
