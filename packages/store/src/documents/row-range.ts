import type { ListOptions } from '../api.js'
import { compareCodePoints } from '../sorted/code-points.js'
import type { SortedList } from '../sorted/sorted-list.js'

/** Ranks in the list of ids: the first that belongs to the answer, and the first that does not. */
export interface RankRange {
  from: number
  to: number
}

/** The range that `_all_docs` walks; where it goes downward, `startkey` is the upper end. */
export function rangeOf(ids: SortedList<string>, options: ListOptions): RankRange {
  if (options.key !== undefined) return exactly(ids, options.key)
  const { descending = false, startkey, endkey, inclusive_end: inclusive = true } = options
  const [low, high] = descending ? [endkey, startkey] : [startkey, endkey]
  const [withLow, withHigh] = descending ? [inclusive, true] : [true, inclusive]
  const from = low === undefined ? 0 : ids.rank(reaching(low, withLow))
  const to = high === undefined ? ids.size : ids.rank(reaching(high, !withHigh))
  return { from, to: Math.max(from, to) }
}

const exactly = (ids: SortedList<string>, key: string): RankRange => ({
  from: ids.rank(reaching(key, true)),
  to: ids.rank(reaching(key, false))
})

const reaching =
  (key: string, including: boolean) =>
  (id: string): boolean =>
    including ? compareCodePoints(id, key) >= 0 : compareCodePoints(id, key) > 0

/** What of a range `skip` and `limit` leave, counted from the end that comes first. */
export function slice(range: RankRange, options: ListOptions): RankRange {
  const { skip = 0, limit = Infinity, descending = false } = options
  const { from, to } = range
  if (descending) {
    const end = Math.max(from, to - skip)
    return { from: Math.max(from, end - limit), to: end }
  }
  const start = Math.min(to, from + skip)
  return { from: start, to: Math.min(to, start + limit) }
}
