import { StoreError } from '../errors.js'
import { printTerm } from './erlang-term.js'

/** How one key of a request is read: what it is if absent (none: it must be there), and how it is checked. */
export interface Option<Value> {
  fallback?: () => Value
  read: (value: unknown) => Value
}

type Values<Options> = { [Key in keyof Options]: Options[Key] extends Option<infer Value> ? Value : never }

/** Reads a request by its table of keys. Throws `missing_required_key`, `invalid_key`, and what the readers throw. */
export function readOptions<Options extends Record<string, Option<unknown>>>(
  request: Record<string, unknown>,
  options: Options
): Values<Options> {
  const values: Record<string, unknown> = {}
  for (const [name, { fallback, read }] of Object.entries(options)) {
    if (Object.hasOwn(request, name)) values[name] = read(request[name])
    else if (fallback) values[name] = fallback()
    else throw new StoreError('missing_required_key', `Missing required key: ${name}`)
  }
  const unknown = Object.keys(request).find(name => !Object.hasOwn(options, name))
  if (unknown !== undefined) throw new StoreError('invalid_key', `Invalid key ${unknown} for this request.`)
  return values as Values<Options>
}

export const flag = (fallback: boolean): Option<boolean> => ({
  fallback: () => fallback,
  read: value => {
    if (typeof value === 'boolean') return value
    throw new StoreError('invalid_boolean', `Invalid boolean value: ${printTerm(value)}`)
  }
})

export const count = (fallback: number): Option<number> => ({
  fallback: () => fallback,
  read: value => {
    if (Number.isInteger(value) && (value as number) >= 0) return value as number
    throw new StoreError(
      'invalid_non_neg_integer',
      `${printTerm(value)} is not an integer greater than or equal to zero`
    )
  }
})

export const positive = (fallback: number): Option<number> => ({
  fallback: () => fallback,
  read: value => {
    if (Number.isInteger(value) && (value as number) > 0) return value as number
    throw new StoreError('invalid_pos_integer', `${printTerm(value)} is not an integer greater than zero`)
  }
})

/** The name of an index or of its document; none means one of the store's own. */
export const name: Option<string | undefined> = {
  fallback: () => undefined,
  read: value => {
    if (value === '')
      throw new StoreError('invalid_empty_string', 'Index name or ddoc cannot be empty string')
    if (typeof value === 'string') return value
    throw new StoreError('invalid_string', `Invalid string: ${printTerm(value)}`)
  }
}

/** A key that CouchDB has for what there is only one of here: a shard, a replica, a search engine. */
export const ignored: Option<undefined> = { fallback: () => undefined, read: () => undefined }
