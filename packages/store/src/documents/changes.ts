import type { ChangesAnswer, ChangesOptions } from '../api.js'
import { StoreError } from '../errors.js'
import { changeFilter } from './change-filter.js'
import type { Pouch, PouchChange } from './pouch.js'
import { decodeId, parseDocument, toText } from './record.js'

/** CouchDB's form: a number and something opaque. Ours is opaque and always the same. */
const toSeq = (seq: number): string => `${seq}-g1AAAACbeJzLYWBg`

function parseSeq(since: string | number | undefined): number | 'now' {
  if (since === undefined || since === '') return 0
  if (since === 'now') return 'now'
  const seq = typeof since === 'number' ? since : Number(/^"?(\d+)/.exec(since)?.[1] ?? NaN)
  if (!Number.isInteger(seq) || seq < 0)
    throw new StoreError('bad_request', "Malformed sequence supplied in 'since' parameter.")
  return seq
}

/** CouchDB's `_changes`, without waiting for what is to come. */
export async function changes(pouch: Pouch, options: ChangesOptions): Promise<ChangesAnswer> {
  const filter = changeFilter(options.filter)
  const since = parseSeq(options.since)
  const { descending = false, include_docs = false, style } = options
  // CouchDB takes a limit of 0 for 1.
  const limit = options.limit === undefined ? Infinity : Math.max(1, options.limit)
  // All are asked for, because the answer says how many are left; their documents only of those taken.
  const { results, last_seq } = await pouch.changes({
    since: descending ? 0 : since,
    descending,
    include_docs: filter.needsDocuments,
    ...(style && { style })
  })
  const matching = results.filter(filter.takes)
  const taken = matching.slice(0, limit)
  const last = taken.length < matching.length ? (taken.at(-1)?.seq ?? last_seq) : last_seq
  return {
    last_seq: toSeq(last),
    pending: (filter.countsAll ? results.length : matching.length) - taken.length,
    results: await Promise.all(taken.map(change => toResult(pouch, change, include_docs)))
  }
}

async function toResult(pouch: Pouch, change: PouchChange, withDocument: boolean): Promise<Result> {
  const { id, seq, changes: revisions, deleted } = change
  const result: Result = { seq: toSeq(seq), id: decodeId(id), changes: revisions.map(({ rev }) => ({ rev })) }
  if (deleted) result.deleted = deleted
  const [first] = result.changes
  if (withDocument && first) result.doc = parseDocument(toText(await pouch.get(id, { rev: first.rev })))
  return result
}

type Result = ChangesAnswer['results'][number]
