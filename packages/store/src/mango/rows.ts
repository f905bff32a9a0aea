import type { RowIndex } from '../documents/row-index.js'
import { compareCodePoints } from '../sorted/code-points.js'
import { HIGHEST } from './collation.js'
import type { IndexData, IndexRow } from './index-data.js'
import type { Plan } from './plan.js'

/** Where a row stands: in an index by its values and id, in the list of all documents by its id alone. */
export interface Place {
  key: unknown
  id: string
}

/** The rows of a plan, a piece at a time: what is written meanwhile moves none of them. */
export interface RowSource {
  /** The next rows after a place, or the first ones. */
  next(after: Place | undefined, count: number): Place[]
  /** The row at a place or, where it is no more, the next one; nothing at the end. */
  at(place: Place): Place | undefined
}

type Span = Exclude<Plan['rows'], 'empty'>

/** What is left of a range after a place, in a direction. */
const rest = (from: number, to: number, at: number | undefined, descending: boolean) => {
  if (at === undefined) return { from, to }
  return descending ? { from, to: Math.min(to, at) } : { from: Math.max(from, at), to }
}

const firstOf = (from: number, to: number, count: number, descending: boolean): [number, number] =>
  descending ? [Math.max(from, to - count), to] : [from, Math.min(to, from + count)]

export function indexRows(data: IndexData, { start, end }: Span, descending: boolean): RowSource {
  const rows = (place: Place | undefined, isIncluded: boolean, count: number): Place[] => {
    const range = data.range(start, end)
    const at = place && data.rankOf(place as IndexRow, descending === isIncluded)
    const { from, to } = rest(range.from, range.to, at, descending)
    const [first, last] = firstOf(from, to, count, descending)
    return data.slice(first, last, descending)
  }
  return { next: (after, count) => rows(after, false, count), at: place => rows(place, true, 1)[0] }
}

/**
 * The list of all documents without the design documents. Its keys are ids in the order of their bytes, and what
 * is no string stands before all of them, whatever the collation of values says: so it is in CouchDB.
 */
export function allRows({ ids }: RowIndex, { start, end }: Span, descending: boolean): RowSource {
  const low = start[0]
  const high = end[0]
  const rows = (place: Place | undefined, isIncluded: boolean, count: number): Place[] => {
    const from = typeof low === 'string' ? ids.rank(id => compareCodePoints(id, low) >= 0) : 0
    const to = rankAfter(ids, high)
    const least = descending === isIncluded ? 1 : 0
    const at = place && ids.rank(id => compareCodePoints(id, place.id) >= least)
    const left = rest(from, Math.max(from, to), at, descending)
    const [first, last] = firstOf(left.from, left.to, count, descending)
    return [...ids.between(first, last, descending)].map(id => ({ key: id, id }))
  }
  return { next: (after, count) => rows(after, false, count), at: place => rows(place, true, 1)[0] }
}

function rankAfter(ids: RowIndex['ids'], high: unknown): number {
  if (high === HIGHEST) return ids.size
  return typeof high === 'string' ? ids.rank(id => compareCodePoints(id, high) > 0) : 0
}
