import type { Window } from './criteria.js'
import { DAY } from './dates.js'
import { firstOver, type Entry, type OperationIndex } from './operation-index.js'

/** A day's distance weighs as much as 2.33 in money: the numbers are those of Cozy Banks. */
const DATE_WEIGHT = 0.7
const AMOUNT_WEIGHT = 0.3

/** What a bill looks for: `time` and `amount` (thousandths) are what closeness is measured from. */
export interface Search {
  window: Window
  time: number
  amount: number
}

export interface Found {
  entry: Entry
  /** Smaller is closer. */
  distance: number
}

const distanceOf = ({ time, amount }: Search, entry: Entry): number =>
  DATE_WEIGHT * Math.floor(Math.abs(time - entry.time) / DAY) +
  (AMOUNT_WEIGHT * Math.abs(amount - entry.amount)) / 1000

/** Operations of one amount from the date outwards: the first that is accepted is the closest of them. */
const closestOf = (
  entries: readonly Entry[],
  { window, time }: Search,
  accepts: (entry: Entry) => boolean
): Entry | undefined => {
  let after = firstOver(entries.length, at => entries[at]?.time ?? 0, time, true)
  let before = after - 1
  for (;;) {
    const earlier = entries[before]
    const later = entries[after]
    const past = earlier && earlier.time > window.from ? time - earlier.time : Infinity
    const future = later && later.time < window.to ? later.time - time : Infinity
    if (past === Infinity && future === Infinity) return undefined
    const next = past <= future ? earlier : later
    if (past <= future) before -= 1
    else after += 1
    if (next && next.time > window.from && next.time < window.to && accepts(next)) return next
  }
}

/**
 * The closest operation that is accepted. Where two are as close, the one nearer to the hour, then the earlier, then
 * the one whose id comes first: never the one that happens to stand first.
 */
export const findNearest = (
  index: OperationIndex,
  search: Search & { suits: (entry: Entry) => boolean },
  accepts: (entry: Entry) => boolean
): Found | undefined => {
  let best: Found | undefined
  const toTheHour = (entry: Entry): number => Math.abs(search.time - entry.time)
  for (const entries of index.near(search.window, search.suits)) {
    const entry = closestOf(entries, search, accepts)
    if (!entry) continue
    const distance = distanceOf(search, entry)
    const closer = best
      ? distance - best.distance ||
        toTheHour(entry) - toTheHour(best.entry) ||
        entry.time - best.entry.time ||
        (entry.operation._id < best.entry.operation._id ? -1 : 1)
      : -1
    if (closer < 0) best = { entry, distance }
  }
  return best
}
