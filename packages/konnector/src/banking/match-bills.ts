import { combineBills } from './combine/combine-bills.js'
import type { BillMatches, MatchableBill, MatchableOperation, MatchOptions } from './documents.js'
import type { Entry } from './operation-index.js'
import { paidItsGroup } from './paid-back.js'
import { billsInOrder, ORDERS, type Order } from './order.js'
import { Rules } from './rules.js'
import { MatchState, type IdentifiedBill } from './state.js'

/** The closest operation, if there is room in it: what was paid, then for a refund what came back. */
const matchAlone = (state: MatchState, bill: IdentifiedBill): void => {
  const debit = state.debitOf(bill) ? undefined : state.closest(state.rules.debit(bill))
  if (debit?.room.holds(bill.amount)) state.linkDebit(bill, debit)
  if (state.creditOf(bill)) return
  const wanted = state.rules.credit(bill)
  const ofItsGroup = state.closest(wanted, entry => paidItsGroup(entry, bill))
  if (ofItsGroup) return state.linkCredit(bill, ofItsGroup)
  const credit = state.closest(wanted)
  if (credit?.room.holds(bill.amount)) state.linkCredit(bill, credit)
}

/** The closest operation that still has room, where the closest of all had none. */
const matchElsewhere = (state: MatchState, bill: IdentifiedBill): void => {
  const hasRoom = ({ room }: Entry): boolean => room.holds(bill.amount)
  const debit = state.debitOf(bill) ? undefined : state.closest(state.rules.debit(bill), hasRoom)
  if (debit) state.linkDebit(bill, debit)
  const credit = state.creditOf(bill) ? undefined : state.closest(state.rules.credit(bill), hasRoom)
  if (credit) state.linkCredit(bill, credit)
}

/** What came back may be less than bills say, where `groupAmount` says so: then it is theirs alone who say the same. */
const matchSmallerCredit = (state: MatchState, bill: IdentifiedBill): void => {
  if (state.creditOf(bill)) return
  const credit = state.closest(
    state.rules.credit(bill),
    entry => entry.room.isEmpty() || paidItsGroup(entry, bill)
  )
  if (credit) state.linkCredit(bill, credit)
}

/** Above, one order of choice has to do. */
const SMALL_SET = 200

/** Where bills are in each other's way, the order in which they choose decides: that which links most is taken. */
const bestOf = (attempt: (order: Order) => MatchState, bills: readonly MatchableBill[]): MatchState => {
  const most = bills.length + bills.filter(({ isRefund }) => isRefund).length
  const [first, ...others] = ORDERS
  let best = attempt(first)
  if (bills.length > SMALL_SET) return best
  for (const order of others) {
    if (best.links === most) return best
    const next = attempt(order)
    if (next.links > best.links) best = next
  }
  return best
}

/** Each id once: what comes again is the same bill. */
const identified = (bills: readonly MatchableBill[]): IdentifiedBill[] => [
  ...new Map(
    bills
      .filter((bill): bill is IdentifiedBill => typeof bill._id === 'string')
      .toReversed()
      .map(bill => [bill._id, bill])
  ).values()
]

/**
 * Finds, for each bill, the bank operation that paid it and, for a refund, the one that paid it back. The rules are
 * those of Cozy Banks (`docs/bills-matching.md` there): date and amount inside a window, the category, the label;
 * several health bills of one day may have been paid at once. Nothing that is passed in is changed.
 *
 * - An operation takes several bills only as long as their sum is not over its amount; what it paid back at once for
 *   bills of one vendor, day and `groupAmount` may be less than their sum.
 * - A bill that an operation names already stays linked to it.
 * - The order of the bills and of the operations does not matter.
 * - Where the closest operation is full, the next one is taken.
 *
 * A bill is looked up among operations sorted by amount and date. Combinations are sums of subsets, by dynamic
 * programming over amounts, bounded: see {@link combineBills}.
 *
 * @param bills those without an `_id`, a date or an amount match nothing
 * @param operations all that may be near; those that hold links already keep them
 * @returns whole operations by id of the bill: one entry for each bill that has an id
 */
export const matchBillsToOperations = <Operation extends MatchableOperation>(
  bills: readonly MatchableBill[],
  operations: readonly Operation[],
  options: MatchOptions = {}
): BillMatches<Operation> => {
  const known = identified(bills)
  const matchable = known.filter(bill => !bill.isThirdPartyPayer && Number.isFinite(bill.amount))
  const rules = new Rules(options)
  const attempt = (order: Order): MatchState => {
    const state = new MatchState(rules, matchable, operations, options.linkedBills ?? [])
    const inOrder = billsInOrder(state, matchable, order)
    for (const bill of inOrder) matchAlone(state, bill)
    combineBills(state, inOrder)
    for (const bill of inOrder) matchElsewhere(state, bill)
    for (const bill of inOrder) matchSmallerCredit(state, bill)
    return state
  }
  const state = bestOf(attempt, matchable)
  // Entries hold the operations that were passed in, so they are of their type.
  return Object.fromEntries(known.map(bill => [bill._id, state.matchOf(bill)])) as BillMatches<Operation>
}
