import { StoreError } from '../errors.js'
import { printTerm } from './erlang-term.js'
import { parseField, type Path } from './field-path.js'
import { pushNegations } from './negate.js'
import { badArgument, checkOperator } from './operators.js'
import { EVERYTHING, type MemberOperator, type Selector } from './selector.js'

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const COMBINATIONS: Record<string, 'and' | 'or' | 'nor'> = { $and: 'and', $or: 'or', $nor: 'nor' }

const MEMBERS = new Set(['$elemMatch', '$allMatch', '$keyMapMatch'])

/**
 * Reads and normalizes a selector as CouchDB does: implicit `$and` and `$eq` are written out, field names stand
 * before their conditions, negations go down to the operators. Throws in CouchDB's words.
 */
export function parseSelector(raw: unknown): Selector {
  if (!isObject(raw)) {
    throw new StoreError('invalid_selector_json', `Selector must be a JSON object, not: ${printTerm(raw)}`)
  }
  if (Object.keys(raw).length === 0) return EVERYTHING
  const selector = withinStack(() => pushNegations(parse(raw, [])))
  if (selector.kind === 'field' && selector.path.length === 0) {
    throw new StoreError('invalid_selector', 'One or more conditions is missing a field name.')
  }
  return selector
}

/** A selector of ten thousand levels is a mistake, or an attack: it is refused, not a failure of ours. */
function withinStack<Result>(work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    if (error instanceof RangeError) throw new StoreError('bad_request', 'The selector is nested too deeply')
    throw error
  }
}

function parse(raw: unknown, path: Path): Selector {
  const entries = isObject(raw) ? Object.entries(raw) : []
  const [first] = entries
  if (!first) return { kind: 'field', path, condition: { operator: '$eq', argument: raw } }
  if (entries.length === 1) return parseEntry(first[0], first[1], path)
  return { kind: 'and', parts: entries.map(([name, argument]) => parseEntry(name, argument, path)) }
}

function parseEntry(name: string, argument: unknown, path: Path): Selector {
  if (!name.startsWith('$')) return parse(argument, [...path, ...parseField(name)])
  const kind = Object.hasOwn(COMBINATIONS, name) && COMBINATIONS[name]
  if (kind) {
    if (!Array.isArray(argument)) throw badArgument(name, argument)
    return { kind, parts: argument.map(part => parse(part, path)) }
  }
  if (name === '$not') {
    if (!isObject(argument)) throw badArgument(name, argument)
    return { kind: 'not', part: parse(argument, path) }
  }
  if (name === '$text') return parseText(argument, path)
  if (MEMBERS.has(name)) {
    if (!isObject(argument)) throw badArgument(name, argument)
    // The members are asked on their own: the field's name ends here.
    const selector = parse(argument, [])
    return { kind: 'field', path, condition: { operator: name as MemberOperator, selector } }
  }
  return { kind: 'field', path, condition: { operator: checkOperator(name, argument), argument } }
}

/** CouchDB puts it under a field of its own, which no other field may stand before. */
function parseText(argument: unknown, path: Path): Selector {
  if (!['string', 'number', 'boolean'].includes(typeof argument)) throw badArgument('$text', argument)
  if (path.length === 0) return { kind: 'text', argument }
  const shown = printTerm({ $default: { $text: argument } })
  throw new StoreError('bad_field', `Invalid field normalization on selector: ${shown}`)
}
