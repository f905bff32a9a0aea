import type { Document } from '../api.js'
import { StoreError } from '../errors.js'
import { printTerm } from './erlang-term.js'
import { indexName } from './index-name.js'
import { ignored, name, positive, readOptions, type Option } from './options.js'
import { isObject, parseSelector } from './parse-selector.js'
import { parseSort, type SortField } from './sort.js'

/** An index to be made, as the view of a design document that CouchDB would write. */
export interface NewIndex {
  /** `_design/…` */
  ddoc: string
  name: string
  view: Record<string, unknown>
}

const REQUEST = {
  index: { read: (value: unknown) => value } satisfies Option<unknown>,
  type: { fallback: () => 'json', read: readType } satisfies Option<string>,
  name,
  ddoc: name,
  w: positive(2),
  partitioned: ignored
}

const DEFINITION = {
  fields: { read: parseSort } satisfies Option<SortField[]>,
  partial_filter_selector: { fallback: () => ({}), read: readFilter } satisfies Option<object>
}

/** Reads what is posted to `_index`. Throws in CouchDB's words. */
export function parseIndexRequest(request: unknown): NewIndex {
  if (!isObject(request)) throw new StoreError('bad_request', 'Request body must be a JSON object')
  const read = readOptions(request, REQUEST)
  const definition = read.index
  if (!isObject(definition)) {
    throw new StoreError('invalid_index', `JSON indexes must be an object, not: ${printTerm(definition)}`)
  }
  const { fields, partial_filter_selector: filter } = readOptions(definition, DEFINITION)
  const own = indexName({ ...read, definition })
  const ddoc = read.ddoc ?? own
  return {
    ddoc: ddoc.startsWith('_design/') ? ddoc : `_design/${ddoc}`,
    name: read.name ?? own,
    view: {
      map: { fields: Object.fromEntries(fields), partial_filter_selector: filter },
      reduce: '_count',
      options: { def: definition }
    }
  }
}

/** The design document with the index in it; nothing where it has it already. Throws `invalid_ddoc_lang`. */
export function addToDesign(
  index: NewIndex,
  existing: Document | undefined
): Record<string, unknown> | undefined {
  const document: Record<string, unknown> = existing ?? { language: 'query' }
  if (document['language'] !== 'query') {
    throw new StoreError(
      'invalid_ddoc_lang',
      `Existing design doc has an invalid language: ${printLanguage(document['language'])}`
    )
  }
  const views = isObject(document['views']) ? document['views'] : {}
  if (JSON.stringify(views[index.name]) === JSON.stringify(index.view)) return undefined
  return { ...document, _id: index.ddoc, views: { ...views, [index.name]: index.view } }
}

/** CouchDB shows the pair that it has found, or that there is none. */
const printLanguage = (language: unknown): string =>
  language === undefined ? 'false' : `{${printTerm('language')},${printTerm(language)}}`

function readType(value: unknown): string {
  if (value === 'json') return value
  if (typeof value !== 'string') throw new StoreError('invalid_string', `Invalid string: ${printTerm(value)}`)
  throw new StoreError('invalid_index', `Invalid type for index: ${value}`)
}

/** Kept as it came; CouchDB keeps its normal form. */
function readFilter(value: unknown): object {
  parseSelector(value)
  return value as object
}
