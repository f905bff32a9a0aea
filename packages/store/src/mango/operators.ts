import { StoreError } from '../errors.js'
import { printTerm } from './erlang-term.js'
import { compileRegex } from './regex.js'
import type { ValueOperator } from './selector.js'

const anything = (): boolean => true

const isInteger = (value: unknown): boolean => Number.isInteger(value)

const isRegex = (value: unknown): boolean => {
  try {
    return typeof value === 'string' && compileRegex(value) !== undefined
  } catch {
    return false
  }
}

/** What each operator takes. CouchDB takes `$mod: [0, x]` and fails at the first number: here it is refused. */
const ARGUMENTS: Record<ValueOperator, (argument: unknown) => boolean> = {
  $lt: anything,
  $lte: anything,
  $eq: anything,
  $ne: anything,
  $gte: anything,
  $gt: anything,
  $in: Array.isArray,
  $nin: Array.isArray,
  $all: Array.isArray,
  $exists: argument => typeof argument === 'boolean',
  $type: argument => typeof argument === 'string',
  $mod: argument =>
    Array.isArray(argument) && argument.length === 2 && argument.every(isInteger) && argument[0] !== 0,
  $regex: isRegex,
  $size: argument => isInteger(argument) && (argument as number) >= 0,
  $beginsWith: argument => typeof argument === 'string'
}

/** Those that CouchDB knows by name alone. */
const UNSUPPORTED = new Set(['$where', '$geoWithin', '$geoIntersects', '$near', '$nearSphere'])

export const badArgument = (operator: string, argument: unknown): StoreError =>
  new StoreError('bad_arg', `Bad argument for operator ${operator}: ${printTerm(argument)}`)

/** Throws `invalid_operator`, `not_supported` or `bad_arg`. */
export function checkOperator(operator: string, argument: unknown): ValueOperator {
  if (UNSUPPORTED.has(operator)) throw new StoreError('not_supported', `Unsupported operator: ${operator}`)
  if (!Object.hasOwn(ARGUMENTS, operator)) {
    throw new StoreError('invalid_operator', `Invalid operator: ${operator}`)
  }
  const known = operator as ValueOperator
  if (!ARGUMENTS[known](argument)) throw badArgument(operator, argument)
  return known
}
