import type { MatchableBill, Moment } from './documents.js'

export const DAY = 86_400_000

/** Milliseconds since 1970; undefined for what is no date. */
export const timeOf = (moment: Moment | null | undefined): number | undefined => {
  if (moment === undefined || moment === null || moment === '') return undefined
  const time = new Date(moment).getTime()
  return Number.isNaN(time) ? undefined : time
}

/** When the owner paid a bill. */
export const debitTime = (bill: Partial<Pick<MatchableBill, 'date' | 'originalDate'>>): number | undefined =>
  timeOf(bill.originalDate) ?? timeOf(bill.date)

/** When it came back. */
export const creditTime = (bill: Partial<Pick<MatchableBill, 'date'>>): number | undefined =>
  timeOf(bill.date)
