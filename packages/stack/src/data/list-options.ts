import { StoreError, type ListOptions } from '@cozy-jobs/store'
import { badQuery, noPartition } from './data-error.js'
import { notJson } from './proxied-body.js'

type Parameters = Record<string, unknown>

/** The parameters of an address, each as the text that it is. */
export type QueryTexts = Record<string, string>

/** In CouchDB's order what is no text stands before every id. */
const LOWEST = ''

const keyOf = (value: unknown): string => (typeof value === 'string' ? value : LOWEST)

const countOf = (value: unknown): number => {
  const count = typeof value === 'string' && /^[+-]?\d+$/.test(value) ? Number(value) : value
  // Erlang prints an empty text as the list that it is.
  if (!Number.isInteger(count)) {
    throw badQuery(`Invalid value for integer: ${value === '' ? '[]' : JSON.stringify(value)}`)
  }
  if ((count as number) >= 0) return count as number
  throw badQuery(`Invalid value for positive integer: ${JSON.stringify(value)}`)
}

/** The largest small integer of Erlang: beyond it CouchDB takes no limit. */
const MOST = 576460752303423487n

const limitOf = (value: unknown): number => {
  const limit = countOf(value)
  if (BigInt(typeof value === 'string' ? value.replace('+', '') : limit) <= MOST) return limit
  throw badQuery(`Limit is too large, must not exceed ${MOST}`)
}

const flagOf = (value: unknown): boolean => {
  const flag = typeof value === 'string' ? value.toLowerCase() : value
  if (flag === true || flag === 'true') return true
  if (flag === false || flag === 'false') return false
  throw badQuery(`Invalid boolean parameter: ${JSON.stringify(value)}`)
}

/** What `_all_docs` takes; the store knows all but the last two. */
export interface AllDocsOptions extends ListOptions {
  update_seq?: boolean
  /** The keys that are no texts, by the text that they are looked for as. */
  otherKeys?: ReadonlyMap<string, unknown>
}

const noGrouping = (): never => {
  throw badQuery('Invalid use of grouping on a map view.')
}

type Reader = readonly [option: keyof AllDocsOptions | undefined, read: (value: unknown) => unknown]

const READERS = new Map<string, Reader>([
  ['key', ['key', keyOf]],
  ['startkey', ['startkey', keyOf]],
  ['start_key', ['startkey', keyOf]],
  ['endkey', ['endkey', keyOf]],
  ['end_key', ['endkey', keyOf]],
  ['limit', ['limit', limitOf]],
  ['skip', ['skip', countOf]],
  ['descending', ['descending', flagOf]],
  ['include_docs', ['include_docs', flagOf]],
  ['inclusive_end', ['inclusive_end', flagOf]],
  ['update_seq', ['update_seq', flagOf]],
  ['group', [undefined, value => flagOf(value) && noGrouping()]],
  ['group_level', [undefined, value => countOf(value) > 0 && noGrouping()]],
  [
    'partition',
    [
      undefined,
      () => {
        throw noPartition()
      }
    ]
  ]
])

/** Ids without quotes; they count only where there is no key on that side. */
const IDS: readonly (readonly [name: string, option: 'startkey' | 'endkey'])[] = [
  ['startkey_docid', 'startkey'],
  ['start_key_doc_id', 'startkey'],
  ['endkey_docid', 'endkey'],
  ['end_key_doc_id', 'endkey']
]

const readAll = (parameters: Parameters): AllDocsOptions => {
  const options: Parameters = {}
  for (const [name, option] of IDS) {
    if (typeof parameters[name] === 'string') options[option] = parameters[name]
  }
  for (const [name, value] of Object.entries(parameters)) {
    const reader = READERS.get(name)
    if (!reader) continue
    const [option, read] = reader
    const found = read(value)
    if (option !== undefined) options[option] = found
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

const keysOf = (keys: unknown, where: string): AllDocsOptions => {
  if (keys === undefined) return {}
  if (Array.isArray(keys)) {
    const others = keys.filter(key => typeof key !== 'string').map(key => [JSON.stringify(key), key] as const)
    return {
      keys: keys.map(key => (typeof key === 'string' ? key : JSON.stringify(key))),
      ...(others.length > 0 && { otherKeys: new Map<string, unknown>(others) })
    }
  }
  throw new StoreError('bad_request', `\`keys\` ${where} must be an array.`)
}

/** CouchDB's parameters of `_all_docs` in an address. Throws in its words. */
export const queryOptions = (query: QueryTexts): AllDocsOptions => ({
  ...keysOf(query.keys === undefined ? undefined : jsonOf(query.keys), 'parameter'),
  ...readAll(decoded(query))
})

/** The same in a body, over which those of the address win. */
export const bodyOptions = (body: Parameters, query: QueryTexts): AllDocsOptions => ({
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
