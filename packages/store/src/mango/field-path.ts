import { StoreError } from '../errors.js'

/** The members to follow from a document to a value. */
export type Path = readonly string[]

/** The document has no such member. */
export const NOT_FOUND = Symbol('not found')

/** The way there leads through something that has no members; `$exists: false` does not hold there either. */
export const BAD_PATH = Symbol('bad path')

const invalid = (field: string): StoreError =>
  new StoreError('invalid_field_name', `Invalid field name: ${field}`)

/** `a.b` is the member `b` of `a`; `a\.b` is one member with a dot in its name. Throws `invalid_field_name`. */
export function parseField(field: string): string[] {
  const parts = field.includes('\\') ? field.split(/(?<!\\)\./) : field.split('.')
  if (parts.includes('')) throw invalid(field)
  return field.includes('\\') ? parts.map(part => part.replaceAll('\\', '')) : parts
}

/** One name for each path, so that names can be compared: the dots inside of members are escaped. */
export const joinField = (path: Path): string => path.map(part => part.replaceAll('.', '\\.')).join('.')

/** The value at a path, `NOT_FOUND`, or `BAD_PATH`. Digits are the place in an array. */
export function readPath(value: unknown, path: Path): unknown {
  let at = value
  for (const part of path) {
    if (Array.isArray(at)) {
      if (!/^[+-]?\d+$/.test(part)) return BAD_PATH
      const place = Number(part)
      if (place < 0 || place >= at.length) return BAD_PATH
      at = at[place]
    } else if (typeof at === 'object' && at !== null) {
      if (!Object.hasOwn(at, part)) return NOT_FOUND
      at = (at as Record<string, unknown>)[part]
    } else {
      return BAD_PATH
    }
  }
  return at
}

export const isFound = (value: unknown): boolean => value !== NOT_FOUND && value !== BAD_PATH

/** Defined, not assigned, so that `__proto__` is a member like any other. */
const define = (object: object, name: string, value: unknown): void => {
  Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true })
}

/** The document that has nothing but the values at these paths. */
export function project(document: object, paths: readonly Path[]): Record<string, unknown> {
  const projection = {}
  for (const path of paths) {
    const value = readPath(document, path)
    if (isFound(value)) writePath(projection, path, value)
  }
  return projection
}

/** Puts a value at a path, making the objects that lead there. */
export function writePath(target: object, path: Path, value: unknown): void {
  const [name, ...rest] = path
  if (name === undefined) return
  const member = Object.hasOwn(target, name) ? (target as Record<string, unknown>)[name] : undefined
  if (rest.length === 0) define(target, name, value)
  else if (member === undefined) define(target, name, nest(rest, value))
  else if (typeof member === 'object' && member !== null) writePath(member, rest, value)
}

const nest = (path: Path, value: unknown): unknown => {
  let nested = value
  for (const name of path.toReversed()) {
    const outer = {}
    define(outer, name, nested)
    nested = outer
  }
  return nested
}
