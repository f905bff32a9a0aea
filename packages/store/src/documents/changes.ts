import type { ChangesAnswer, ChangesOptions } from '../api.js'
import { StoreError } from '../errors.js'
import { changeFilter, type ChangeFilter } from './change-filter.js'
import type { Feed } from './feed.js'
import type { Pouch, PouchChange } from './pouch.js'
import { decodeId, parseDocument, toText } from './record.js'

/** CouchDB's form: a number and something opaque. Ours is opaque and always the same. */
export const toSeq = (seq: number): string => `${seq}-g1AAAACbeJzLYWBg`

function parseSeq(since: string | number | undefined): number | 'now' {
  if (since === undefined || since === '') return 0
  if (since === 'now') return 'now'
  const seq = typeof since === 'number' ? since : Number(/^"?(\d+)/.exec(since)?.[1] ?? NaN)
  if (!Number.isInteger(seq) || seq < 0)
    throw new StoreError('bad_request', "Malformed sequence supplied in 'since' parameter.")
  return seq
}

/** What of the feed is told, and how much is left behind it. */
interface Page {
  taken: PouchChange[]
  last: number
  pending: number
}

/** CouchDB's `_changes`, without waiting for what is to come. */
export async function changes(pouch: Pouch, feed: Feed, options: ChangesOptions): Promise<ChangesAnswer> {
  const filter = changeFilter(options.filter)
  const { descending = false, include_docs = false, style } = options
  const since = parseSeq(options.since)
  const asked = { since: descending ? 0 : since, descending, ...(style && { style }) }
  // CouchDB takes a limit of 0 for 1.
  const limit = options.limit === undefined ? Infinity : Math.max(1, options.limit)
  const page =
    limit === Infinity || options.filter
      ? await filteredPage(pouch, asked, filter, limit)
      : await plainPage(pouch, feed, asked, limit)
  return {
    last_seq: toSeq(page.last),
    pending: page.pending,
    results: await Promise.all(page.taken.map(change => toResult(pouch, change, include_docs)))
  }
}

interface Asked {
  since: number | 'now'
  descending: boolean
}

/** All are read, since only then it is known what the filter takes. */
async function filteredPage(pouch: Pouch, asked: Asked, filter: ChangeFilter, limit: number): Promise<Page> {
  const { results, last_seq } = await pouch.changes({ ...asked, include_docs: filter.needsDocuments })
  const matching = results.filter(filter.takes)
  const taken = matching.slice(0, limit)
  const last = taken.length < matching.length ? (taken.at(-1)?.seq ?? last_seq) : last_seq
  return { taken, last, pending: (filter.countsAll ? results.length : matching.length) - taken.length }
}

/** A page costs what it holds, however long the feed is. */
async function plainPage(pouch: Pouch, feed: Feed, asked: Asked, limit: number): Promise<Page> {
  const { results: taken, last_seq } = await pouch.changes({ ...asked, limit })
  const end = taken.at(-1)?.seq
  if (end === undefined || taken.length < limit) return { taken, last: last_seq, pending: 0 }
  const pending = asked.descending
    ? (await feed.size()) - (await feed.countAfter(end - 1))
    : await feed.countAfter(end)
  return { taken, last: pending > 0 ? end : last_seq, pending }
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
