import { debitAmount, thousandths } from '../amounts.js'
import { debitTime } from '../dates.js'
import type { IdentifiedBill, MatchState } from '../state.js'

/**
 * Bills that may have been paid at once: nobody has found what paid them, they are for health or from a vendor who
 * groups, and have day and vendor in common. In the order in which they come.
 */
export const groupBills = (state: MatchState, bills: readonly IdentifiedBill[]): IdentifiedBill[][] => {
  const groups = new Map<string, IdentifiedBill[]>()
  for (const bill of bills) {
    const time = debitTime(bill)
    const isOpen = time !== undefined && !state.debitOf(bill) && thousandths(debitAmount(bill)) < 0
    if (!isOpen || !state.rules.isGrouped(bill)) continue
    const day = new Date(time).toISOString().slice(0, 10)
    const key = `${day} ${state.rules.isHealth(bill)} ${bill.vendor ?? ''}`
    const group = groups.get(key)
    if (group) group.push(bill)
    else groups.set(key, [bill])
  }
  return [...groups.values()].filter(({ length }) => length > 1)
}
