import { StoreError } from '../errors.js'
import { compareCodePoints } from '../sorted/code-points.js'
import { HIGHEST, LOWEST } from './collation.js'
import type { IndexDefinition } from './index-definition.js'
import { fieldRanges, type FieldRange, type Range } from './ranges.js'
import type { FindQuery } from './request.js'
import { areAllDocumentsUsable, isUsable } from './usable.js'

/** Which rows are read, and in which direction. Both ends belong to them. */
export interface Plan {
  /** None stands for the list of all documents. */
  index: IndexDefinition | undefined
  /** `empty`: nothing can match, and nothing is read. */
  rows: { start: unknown[]; end: unknown[] } | 'empty'
}

const isNamed = (index: IndexDefinition, [ddoc = '', name]: readonly string[]): boolean =>
  index.ddoc === (ddoc.startsWith('_design/') ? ddoc : `_design/${ddoc}`) &&
  (name === undefined || index.name === name)

/** Says whether the index is the one that the query asks for. */
export const isHinted = (index: IndexDefinition | undefined, query: FindQuery): boolean =>
  index !== undefined && query.useIndex.length > 0 && isNamed(index, query.useIndex)

/**
 * Chooses the index as CouchDB does. A partial index is taken only where it is named. Throws `no_usable_index`,
 * and `invalid_index` where the index named does not serve and no other may.
 */
export function plan(query: FindQuery, indexes: readonly IndexDefinition[]): Plan {
  const sortFields = query.sort.map(([field]) => field)
  const usable = indexes.filter(
    index =>
      (index.partialFilter === undefined || isHinted(index, query)) &&
      isUsable(index, query.selector, sortFields)
  )
  const allDocuments = areAllDocumentsUsable(query.selector, sortFields)
  if (usable.length === 0 && !allDocuments) {
    throw new StoreError('no_usable_index', 'No index exists for this sort, try indexing by the sort fields.')
  }
  const hinted = usable.filter(index => isHinted(index, query))
  if (hinted.length === 0 && !query.allowFallback) refuseFallback(query, usable.length + Number(allDocuments))
  return choose(query, hinted.length > 0 ? hinted : usable)
}

function refuseFallback({ useIndex }: FindQuery, choices: number): void {
  if (useIndex.length === 0) {
    if (choices > 1) return
    throw new StoreError('invalid_index', 'You must specify an index with the `use_index` parameter.')
  }
  throw new StoreError(
    'invalid_index',
    `_design/${designName(useIndex)} specified by \`use_index\` could not be found or it is not suitable.`
  )
}

/** How an index is named in messages. */
export function designName([ddoc = '', name]: readonly string[]): string {
  const short = ddoc.replace(/^_design\//, '')
  return name === undefined ? short : `${short}, ${name}`
}

function choose(query: FindQuery, candidates: readonly IndexDefinition[]): Plan {
  const ranges = fieldRanges(query.selector)
  const ranked = candidates
    .map(index => ({ index, prefix: prefixOf(index.columns, ranges) }))
    .sort(
      (a, b) =>
        b.prefix.length - a.prefix.length ||
        a.index.columns.length - b.index.columns.length ||
        compareCodePoints(a.index.ddoc, b.index.ddoc) ||
        compareCodePoints(a.index.name, b.index.name)
    )
  const [best] = ranked
  const prefix = best ? best.prefix : prefixOf(['_id'], ranges)
  return { index: best?.index, rows: rowsOf(prefix, isNothing(query)) }
}

/** The ranges of the columns from the first on, as far as the selector says something of them. */
function prefixOf(columns: readonly string[], ranges: Map<string, FieldRange>): FieldRange[] {
  const prefix: FieldRange[] = []
  for (const column of columns) {
    const range = ranges.get(column)
    if (range === undefined) break
    prefix.push(range)
  }
  return prefix
}

/** A selector that is an empty `$or` alone matches nothing, where beside others it is left out. */
const isNothing = ({ selector }: FindQuery): boolean => 'parts' in selector && selector.parts.length === 0

function rowsOf(prefix: readonly FieldRange[], nothing: boolean): Plan['rows'] {
  if (nothing || prefix.includes('empty')) return 'empty'
  const ranges = prefix as readonly Range[]
  const start = takeUntil(
    ranges.map(range => range.low),
    LOWEST
  )
  const end = takeUntil(
    ranges.map(range => range.high),
    HIGHEST
  )
  // What follows a key that is no whole one sorts after it: the end needs something above all of that.
  return { start, end: [...end, HIGHEST] }
}

function takeUntil(values: unknown[], stop: symbol): unknown[] {
  const at = values.indexOf(stop)
  return at < 0 ? values : values.slice(0, at)
}
