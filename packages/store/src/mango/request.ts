import type { FindRequest } from '../api.js'
import { StoreError } from '../errors.js'
import { invalidBookmark } from './bookmark.js'
import { printTerm } from './erlang-term.js'
import { parseField, type Path } from './field-path.js'
import { count, flag, ignored, positive, readOptions, type Option } from './options.js'
import { parseSelector } from './parse-selector.js'
import type { Selector } from './selector.js'
import { parseSort, type SortField } from './sort.js'

/** A query, found good. */
export interface FindQuery {
  selector: Selector
  /** A design document, and perhaps an index in it; empty where none is asked for. */
  useIndex: string[]
  /** As it was given: it is read once an index is chosen. */
  bookmark: string | undefined
  limit: number
  skip: number
  sort: SortField[]
  /** None means whole documents. */
  fields: Path[] | undefined
  conflicts: boolean
  executionStats: boolean
  allowFallback: boolean
}

/** CouchDB's own; the real stack asks for 100 where a client says nothing. */
const DEFAULT_LIMIT = 25

const OPTIONS = {
  selector: { read: parseSelector } satisfies Option<Selector>,
  use_index: { fallback: () => [], read: readUseIndex } satisfies Option<string[]>,
  bookmark: { fallback: () => undefined, read: readBookmarkText } satisfies Option<string | undefined>,
  limit: count(DEFAULT_LIMIT),
  skip: count(0),
  sort: { fallback: () => [], read: parseSort } satisfies Option<SortField[]>,
  fields: { fallback: () => undefined, read: readFields } satisfies Option<Path[] | undefined>,
  partition: ignored,
  r: positive(1),
  conflicts: flag(false),
  stale: ignored,
  update: flag(true),
  stable: flag(false),
  execution_stats: flag(false),
  allow_fallback: flag(true)
}

/** Checks a query in CouchDB's order, so that of several mistakes the same one is named. */
export function parseFind(request: FindRequest): FindQuery {
  const read = readOptions(request, OPTIONS)
  const { selector, bookmark, limit, skip, sort, fields, conflicts } = read
  return {
    selector,
    useIndex: read.use_index,
    bookmark,
    limit,
    skip,
    sort,
    fields,
    conflicts,
    executionStats: read.execution_stats,
    allowFallback: read.allow_fallback
  }
}

/** `name`, `_design/name`, `name/index`, `_design/name/index`, or an array of one or two. */
function readUseIndex(value: unknown): string[] {
  if (value === null) return []
  if (typeof value === 'string') {
    const parts = value.replace(/^_design\/(?=.)/, '').split('/')
    if (parts.length <= 2) return parts
  }
  const isList = Array.isArray(value) && value.length <= 2 && value.every(item => typeof item === 'string')
  if (isList) return value
  throw new StoreError('invalid_index_name', `Invalid index name: ${printTerm(value)}`)
}

/** Nothing for an empty one. */
function readBookmarkText(value: unknown): string | undefined {
  if (value === null || value === '') return undefined
  if (typeof value === 'string') return value
  throw invalidBookmark(value)
}

function readFields(value: unknown): Path[] | undefined {
  if (!Array.isArray(value)) {
    throw new StoreError('invalid_fields', `Fields must be an array of strings, not: ${printTerm(value)}`)
  }
  const paths = value.map(field => {
    if (typeof field === 'string') return parseField(field)
    throw new StoreError('invalid_field', `Invalid JSON for field spec: ${printTerm(field)}`)
  })
  return paths.length > 0 ? paths : undefined
}
