import type { ListAnswer, ListOptions, ListRow } from '../api.js'
import { StoreError } from '../errors.js'
import { parseDocument } from './record.js'
import type { RowIndex } from './row-index.js'
import { rangeOf, slice } from './row-range.js'
import type { Pouch } from './pouch.js'
import { encodeId } from './record.js'
import type { Winners } from './winners.js'

export interface ListSource {
  pouch: Pouch
  rows: RowIndex
  winners: Winners
}

/** CouchDB's `_all_docs`. */
export async function list(source: ListSource, options: ListOptions): Promise<ListAnswer> {
  checkCount('skip', options.skip)
  checkCount('limit', options.limit)
  if (options.keys) return listKeys(source, options.keys, options)
  const { ids } = source.rows
  const range = rangeOf(ids, options)
  const { from, to } = slice(range, options)
  const total = ids.size
  const wanted = [...ids.between(from, to, options.descending)]
  const rows = await Promise.all(wanted.map(id => row(source, id, options)))
  return { total_rows: total, offset: options.descending ? total - to : from, rows: rows.filter(isThere) }
}

const isThere = (row: ListRow): boolean => row.error === undefined

async function listKeys(source: ListSource, keys: string[], options: ListOptions): Promise<ListAnswer> {
  const ordered = options.descending ? keys.toReversed() : keys
  const { from, to } = slice({ from: 0, to: ordered.length }, { ...options, descending: false })
  const rows = await Promise.all(ordered.slice(from, to).map(key => row(source, key, options)))
  // The real stack answers `"offset": null` here, which the type has no room for: it is the HTTP API's to write.
  return { total_rows: source.rows.ids.size, offset: 0, rows }
}

async function row(source: ListSource, id: string, options: ListOptions): Promise<ListRow> {
  const rev = source.rows.revs.get(id)
  if (rev === undefined) return gone(source, id, options)
  if (!options.include_docs) return { id, key: id, value: { rev } }
  const found = await source.winners.find(id)
  if (!found) return gone(source, id, options)
  return { id, key: id, value: { rev: found.rev }, doc: parseDocument(found.text) }
}

/** A deleted document is still a row, without its contents, where its key was asked for. */
async function gone({ pouch }: ListSource, key: string, options: ListOptions): Promise<ListRow> {
  const { rows } = await pouch.allDocs({ keys: [encodeId(key)] })
  const value = (rows[0] as { value?: { rev: string; deleted?: true } } | undefined)?.value
  if (!value?.deleted) return { key, error: 'not_found' }
  return { id: key, key, value, ...(options.include_docs && { doc: null }) }
}

function checkCount(name: string, count: number | undefined): void {
  if (count === undefined || (Number.isInteger(count) && count >= 0)) return
  throw new StoreError('bad_request', `Invalid value for ${name}: ${count}`)
}
