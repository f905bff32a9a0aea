import type { FindAnswer, FindRequest } from '../api.js'
import type { RowIndex } from '../documents/row-index.js'
import { invalidBookmark, NO_BOOKMARK, readBookmark } from './bookmark.js'
import { execute, type Reader } from './execute.js'
import type { IndexData } from './index-data.js'
import type { IndexDefinition } from './index-definition.js'
import { plan, type Plan } from './plan.js'
import { parseFind, type FindQuery } from './request.js'
import { allRows, indexRows, type RowSource } from './rows.js'

/** What a query needs of a doctype. */
export interface FindSource {
  indexes(): Promise<IndexDefinition[]>
  rowsOf(index: IndexDefinition): Promise<IndexData>
  allRows(): Promise<RowIndex>
  read(options: { conflicts: boolean }): Reader
}

/** CouchDB's `_find`. */
export async function find(source: FindSource, request: FindRequest): Promise<FindAnswer> {
  const query = parseFind(request)
  const chosen = plan(query, await source.indexes())
  // CouchDB asks no index then, and so has neither a bookmark nor a warning to give.
  if (chosen.rows === 'empty') return { docs: [], bookmark: NO_BOOKMARK }
  const after = query.bookmark === undefined ? undefined : readBookmark(query.bookmark)
  if (after && chosen.index && !Array.isArray(after.key)) throw invalidBookmark(after.text)
  const rows = await openRows(source, query, chosen, chosen.rows)
  return execute(query, chosen, { rows, after, read: source.read({ conflicts: query.conflicts }) })
}

async function openRows(
  source: FindSource,
  query: FindQuery,
  { index }: Plan,
  span: Exclude<Plan['rows'], 'empty'>
): Promise<RowSource> {
  const descending = query.sort[0]?.[1] === 'desc'
  if (!index) return allRows(await source.allRows(), span, descending)
  return indexRows(await source.rowsOf(index), span, descending)
}
