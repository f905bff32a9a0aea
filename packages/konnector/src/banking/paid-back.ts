import { creditTime } from './dates.js'
import type { MatchableBill } from './documents.js'
import type { Entry } from './operation-index.js'

/**
 * What bills that came back at once have in common: vendor, day and the amount of the group. What they say themselves
 * may be more than came back, where the insurance keeps a part of each.
 */
export const groupOf = (bill: MatchableBill): string | undefined => {
  const time = creditTime(bill)
  if (!bill.isRefund || !bill.groupAmount || time === undefined) return undefined
  return JSON.stringify([bill.vendor, new Date(time).toISOString().slice(0, 10), bill.groupAmount])
}

/** Whether an operation has paid back others of the bill's group. */
export const paidItsGroup = ({ group }: Entry, bill: MatchableBill): boolean =>
  group !== undefined && group === groupOf(bill)
