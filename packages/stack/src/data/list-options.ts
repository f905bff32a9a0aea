import { StoreError, type ListOptions } from '@cozy-jobs/store'
import { badQuery } from './data-error.js'
import { notJson } from './proxied-body.js'

type Parameters = Record<string, unknown>

/** The parameters of an address, each as the text that it is. */
export type QueryTexts = Record<string, string>

/** In CouchDB's order what is no text stands before every id. */
const LOWEST = ''

const keyOf = (value: unknown): string => (typeof value === 'string' ? value : LOWEST)

const countOf = (value: unknown): number => {
  const count = typeof value === 'string' && /^[+-]?\d+$/.test(value) ? Number(value) : value
  if (!Number.isInteger(count)) throw badQuery(`Invalid value for integer: ${JSON.stringify(value)}`)
  if ((count as number) >= 0) return count as number
  throw badQuery(`Invalid value for positive integer: ${JSON.stringify(value)}`)
}

const flagOf = (value: unknown): boolean => {
  const flag = typeof value === 'string' ? value.toLowerCase() : value
  if (flag === true || flag === 'true') return true
  if (flag === false || flag === 'false') return false
  throw badQuery(`Invalid boolean parameter: ${JSON.stringify(value)}`)
}

type Reader = readonly [option: keyof ListOptions, read: (value: unknown) => unknown]

const READERS = new Map<string, Reader>([
  ['key', ['key', keyOf]],
  ['startkey', ['startkey', keyOf]],
  ['start_key', ['startkey', keyOf]],
  ['endkey', ['endkey', keyOf]],
  ['end_key', ['endkey', keyOf]],
  ['limit', ['limit', countOf]],
  ['skip', ['skip', countOf]],
  ['descending', ['descending', flagOf]],
  ['include_docs', ['include_docs', flagOf]],
  ['inclusive_end', ['inclusive_end', flagOf]]
])

const readAll = (parameters: Parameters): ListOptions => {
  const options: Parameters = {}
  for (const [name, value] of Object.entries(parameters)) {
    const reader = READERS.get(name)
    if (reader) options[reader[0]] = reader[1](value)
  }
  return options
}

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw notJson()
  }
}

/** In an address keys are JSON, so that a text has its quotes. */
const decoded = (query: QueryTexts): Parameters =>
  Object.fromEntries(
    Object.entries(query).map(([name, text]) => [
      name,
      READERS.get(name)?.[1] === keyOf ? jsonOf(text) : text
    ])
  )

const keysOf = (keys: unknown, where: string): ListOptions => {
  if (keys === undefined) return {}
  if (Array.isArray(keys)) {
    return { keys: keys.map(key => (typeof key === 'string' ? key : JSON.stringify(key))) }
  }
  throw new StoreError('bad_request', `\`keys\` ${where} must be an array.`)
}

/** CouchDB's parameters of `_all_docs` in an address. Throws in its words. */
export const queryOptions = (query: QueryTexts): ListOptions => ({
  ...keysOf(query.keys === undefined ? undefined : jsonOf(query.keys), 'parameter'),
  ...readAll(decoded(query))
})

/** The same in a body, over which those of the address win. */
export const bodyOptions = (body: Parameters, query: QueryTexts): ListOptions => ({
  ...keysOf(body.keys, 'body member'),
  ...readAll(body),
  ...readAll(decoded(query))
})

const number = (text: string | undefined): number =>
  /^[+-]?\d+$/.test(text ?? '') ? Math.max(0, Number(text)) : 0

/** The few parameters that the real stack hands on where it picks fields itself: its keys are texts without quotes. */
export const pickedOptions = (query: QueryTexts): ListOptions => {
  const limit = number(query.limit)
  return {
    include_docs: true,
    descending: query.descending === 'true',
    skip: number(query.skip),
    ...(limit > 0 && { limit }),
    ...(query.startkey && { startkey: query.startkey }),
    ...(query.endkey && { endkey: query.endkey })
  }
}
