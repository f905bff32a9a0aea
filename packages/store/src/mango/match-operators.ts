import { StoreError } from '../errors.js'
import { collate } from './collation.js'
import type { Predicate } from './compile.js'
import { isObject } from './parse-selector.js'
import { compileRegex, toBytes } from './regex.js'
import { limitRegex } from './regex-limit.js'
import type { MemberOperator, ValueOperator } from './selector.js'

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value
}

/** For an array: is one of its items there? */
const isAmong = (value: unknown, list: readonly unknown[]): boolean =>
  Array.isArray(value)
    ? list.some(item => value.some(own => collate(own, item) === 0))
    : list.some(item => collate(value, item) === 0)

/** `$all` asks for the very same value, where the other operators ask for one of the same place in the order. */
const isSame = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b))

function hasAll(value: unknown, items: readonly unknown[]): boolean {
  if (items.length === 0 || !Array.isArray(value)) return false
  const [only] = items
  if (items.length === 1 && Array.isArray(only) && isSame(only, value)) return true
  return items.every(item => value.some(own => isSame(own, item)))
}

/** What an operator says of a value that is there, given its argument. */
export const VALUE_MATCHERS: Record<ValueOperator, (argument: unknown) => Predicate> = {
  $lt: argument => value => collate(value, argument) < 0,
  $lte: argument => value => collate(value, argument) <= 0,
  $eq: argument => value => collate(value, argument) === 0,
  $ne: argument => value => collate(value, argument) !== 0,
  $gte: argument => value => collate(value, argument) >= 0,
  $gt: argument => value => collate(value, argument) > 0,
  $in: argument => value => isAmong(value, argument as unknown[]),
  $nin: argument => value => !isAmong(value, argument as unknown[]),
  $exists: argument => () => argument === true,
  $type: argument => value => typeOf(value) === argument,
  $mod: argument => {
    const [divisor, remainder] = argument as [number, number]
    // In JavaScript -4 % 2 is -0, which is still equal to 0 here.
    return value => Number.isInteger(value) && (value as number) % divisor === remainder
  },
  $regex: argument => {
    const matches = limitRegex(compileRegex(argument as string))
    return value => typeof value === 'string' && matches(toBytes(value))
  },
  $all: argument => value => hasAll(value, argument as unknown[]),
  $size: argument => value => Array.isArray(value) && value.length === argument,
  $beginsWith: argument => value => typeof value === 'string' && value.startsWith(argument as string)
}

/** What fails inside is no match, as in CouchDB; but a query that takes too long is ended as a whole. */
const quietly =
  (work: (value: unknown) => boolean): Predicate =>
  value => {
    try {
      return work(value)
    } catch (error) {
      if (error instanceof StoreError) throw error
      return false
    }
  }

/** What an operator says of a value whose members are asked. */
export const MEMBER_MATCHERS: Record<MemberOperator, (part: Predicate) => Predicate> = {
  $elemMatch: part => quietly(value => Array.isArray(value) && value.some(part)),
  $allMatch: part => quietly(value => Array.isArray(value) && value.length > 0 && value.every(part)),
  $keyMapMatch: part => quietly(value => isObject(value) && Object.keys(value).some(part))
}
