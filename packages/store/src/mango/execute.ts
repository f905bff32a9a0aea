import type { ExecutionStats, FindAnswer } from '../api.js'
import { NO_BOOKMARK, writeBookmark, type Bookmark } from './bookmark.js'
import { compile } from './compile.js'
import { joinField, project, writePath } from './field-path.js'
import type { IndexDefinition } from './index-definition.js'
import type { Plan } from './plan.js'
import type { FindQuery } from './request.js'
import { fieldsOf } from './required-fields.js'
import type { Place, RowSource } from './rows.js'
import { warningsOf } from './warnings.js'

type Fields = Record<string, unknown>

/** The documents at these ids, in the same order; nothing for one that is no more. */
export type Reader = (ids: string[]) => Promise<(Fields | undefined)[]>

/** Rows that are read at once: few enough to waste little, enough to keep the disk busy. */
const PIECE = 128

/** Whether the rows themselves hold all that the query looks at, so that no document needs to be read. */
function isCovered(index: IndexDefinition | undefined, query: FindQuery): index is IndexDefinition {
  if (!index || !query.fields || query.conflicts) return false
  const held = new Set(['_id', ...index.columns])
  return [...query.fields.map(joinField), ...fieldsOf(query.selector)].every(field => held.has(field))
}

function fromRow(index: IndexDefinition, { id, key }: Place): Fields {
  const document: Fields = { _id: id }
  for (const [i, path] of index.paths.entries()) writePath(document, path, (key as unknown[])[i])
  return document
}

const emptyStats = (): ExecutionStats => ({
  total_keys_examined: 0,
  total_docs_examined: 0,
  total_quorum_docs_examined: 0,
  results_returned: 0,
  execution_time_ms: 0
})

/** Where the answer comes from, and after which row it begins. */
export interface Reading {
  rows: RowSource
  after: Bookmark | undefined
  read: Reader
}

/** Walks the rows of a plan, asks each document, and stops when there is enough. */
export async function execute(
  query: FindQuery,
  plan: Plan,
  { rows, after, read }: Reading
): Promise<FindAnswer> {
  const began = performance.now()
  const matches = compile(query.selector)
  const covering = isCovered(plan.index, query) ? plan.index : undefined
  const stats: ExecutionStats = emptyStats()
  const docs: Fields[] = []
  let { skip } = query
  let last: Place | undefined
  // CouchDB begins at the last row of the page before and passes over one: where that row is gone, the next one is lost.
  let at: Place | undefined = after && rows.at(after)
  let ended = query.limit === 0 || (after !== undefined && at === undefined)
  while (!ended) {
    const piece = rows.next(at, PIECE)
    const documents = covering
      ? piece.map(row => fromRow(covering, row))
      : await read(piece.map(row => row.id))
    for (const [i, row] of piece.entries()) {
      if (docs.length === query.limit) break
      stats.total_keys_examined++
      at = row
      const document = documents[i]
      if (!document || row.id.startsWith('_design/')) continue
      if (!covering) stats.total_docs_examined++
      if (!matches(document)) continue
      last = row
      if (skip > 0) skip--
      else docs.push(query.fields ? project(document, query.fields) : document)
    }
    ended = docs.length === query.limit || piece.length < PIECE
  }
  stats.results_returned = docs.length
  stats.execution_time_ms = Math.round((performance.now() - began) * 1000) / 1000
  const bookmark = last ? writeBookmark(last.id, last.key) : (query.bookmark ?? NO_BOOKMARK)
  const warning = warningsOf(query, plan.index, stats).join('\n')
  return {
    docs,
    bookmark,
    ...(warning && { warning }),
    ...(query.executionStats && { execution_stats: stats })
  }
}
