import { BAD_PATH, NOT_FOUND, readPath } from './field-path.js'
import { MEMBER_MATCHERS, VALUE_MATCHERS } from './match-operators.js'
import type { Condition, Selector } from './selector.js'

/** Says whether a value has what was asked of it. */
export type Predicate = (value: unknown) => boolean

/** Thrown by a `$nor` inside of `$elemMatch`, which CouchDB does not know there: nothing matches then. */
const unknownInside: Predicate = () => {
  throw new Error('invalid_operator: $nor')
}

const always: Predicate = () => true

/** Makes a function of a selector, which is asked for each document. */
export function compile(selector: Selector): Predicate {
  switch (selector.kind) {
    case 'all':
    case 'text':
      return always
    case 'and':
      return every(selector.parts.map(compile))
    case 'or':
      return some(selector.parts.map(compile))
    case 'not': {
      const part = compile(selector.part)
      return value => !part(value)
    }
    case 'nor':
      return unknownInside
    case 'field':
      return onField(selector.path, selector.condition)
  }
}

const every =
  (parts: Predicate[]): Predicate =>
  value =>
    parts.every(part => part(value))

/** An empty `$or` holds beside other conditions: CouchDB leaves it out. */
const some =
  (parts: Predicate[]): Predicate =>
  value =>
    parts.length === 0 || parts.some(part => part(value))

function onField(path: readonly string[], condition: Condition): Predicate {
  const holds = compileCondition(condition)
  const whenMissing = condition.operator === '$exists' && condition.argument === false
  return value => {
    const found = readPath(value, path)
    if (found === NOT_FOUND) return whenMissing
    return found !== BAD_PATH && holds(found)
  }
}

function compileCondition(condition: Condition): Predicate {
  if (condition.operator === '$not') {
    const holds = compileCondition(condition.condition)
    return value => !holds(value)
  }
  if ('selector' in condition) return MEMBER_MATCHERS[condition.operator](compile(condition.selector))
  return VALUE_MATCHERS[condition.operator](condition.argument)
}
