import { debitTime } from './dates.js'
import { findNearest } from './nearest.js'
import type { IdentifiedBill, MatchState } from './state.js'

interface Ranked {
  bill: IdentifiedBill
  /** To the closest operation; Infinity where there is none. */
  distance: number
  time: number
}

/** Compares two bills: whoever comes first chooses first. */
export type Order = (one: Ranked, other: Ranked) => number

const byAmount: Order = (one, other) => one.bill.amount - other.bill.amount
const byTime: Order = (one, other) => one.time - other.time

/**
 * Small amounts first, so that more bills have room in one operation. The others are tried where that leaves bills
 * over.
 */
export const ORDERS: readonly [Order, ...Order[]] = [
  byAmount,
  (one, other) => byAmount(other, one),
  byTime,
  (one, other) => byTime(other, one)
]

/**
 * The order in which bills choose: it is theirs, not that of the list. Of equal ones the bill that is closest to an
 * operation, so that this month's operation goes to this month's bill.
 */
export const billsInOrder = (
  state: MatchState,
  bills: readonly IdentifiedBill[],
  order: Order
): IdentifiedBill[] =>
  bills
    .map((bill): Ranked => {
      const wanted = state.rules.debit(bill)
      const found = wanted && findNearest(state.index, wanted, wanted.accepts)
      return { bill, distance: found?.distance ?? Infinity, time: debitTime(bill) ?? 0 }
    })
    .sort(
      (one, other) =>
        order(one, other) ||
        // Infinity minus itself is no number, and no difference.
        one.distance - other.distance ||
        byTime(one, other) ||
        (one.bill._id < other.bill._id ? -1 : 1)
    )
    .map(({ bill }) => bill)
