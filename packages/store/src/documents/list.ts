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
  const rows = await rowsOf(source, wanted, options)
  // One that was deleted while the others were read.
  return {
    total_rows: total,
    offset: options.descending ? total - to : from,
    rows: rows.filter(row => row.value && !row.value.deleted)
  }
}

async function listKeys(source: ListSource, keys: string[], options: ListOptions): Promise<ListAnswer> {
  const ordered = options.descending ? keys.toReversed() : keys
  const { from, to } = slice({ from: 0, to: ordered.length }, { ...options, descending: false })
  const rows = await rowsOf(source, ordered.slice(from, to), options)
  // The real stack answers `"offset": null` here, which the type has no room for: it is the HTTP API's to write.
  return { total_rows: source.rows.ids.size, offset: 0, rows }
}

async function rowsOf(source: ListSource, ids: string[], options: ListOptions): Promise<ListRow[]> {
  const texts = options.include_docs ? await source.winners.findAll(ids) : []
  return Promise.all(
    ids.map(async (id, i) => {
      const text = texts[i]
      const rev = options.include_docs ? text?.rev : source.rows.revs.get(id)
      if (rev === undefined) return gone(source, id, options)
      return { id, key: id, value: { rev }, ...(text && { doc: parseDocument(text.text) }) }
    })
  )
}

/** A deleted document is still a row, without its contents, where its key was asked for. */
async function gone({ pouch }: ListSource, key: string, options: ListOptions): Promise<ListRow> {
  const { rows } = await pouch.allDocs({ keys: [encodeId(key)] })
  const value = (rows[0] as { value?: { rev: string; deleted?: true } } | undefined)?.value
  if (!value?.deleted) return { key, error: 'not_found' }
  return { id: key, key, value, ...(options.include_docs && { doc: null }) }
}

/** Throws `bad_request`. */
export function checkCount(name: string, count: number | undefined): void {
  if (count === undefined || (Number.isInteger(count) && count >= 0)) return
  throw new StoreError('bad_request', `Invalid value for ${name}: ${count}`)
}
