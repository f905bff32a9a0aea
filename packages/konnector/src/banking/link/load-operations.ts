import type { CozyDocument, CozyStack } from '../../cozy/api.js'
import { criteriaOf, DEFAULT_CRITERIA } from '../criteria.js'
import { creditTime, DAY, debitTime } from '../dates.js'
import { referenceOf, type MatchableBill, type MatchableOperation, type MatchOptions } from '../documents.js'

export const OPERATIONS = 'io.cozy.bank.operations'
const BILLS = 'io.cozy.bills'

export type OperationDocument = CozyDocument<MatchableOperation>

/** Ids of one request. */
const PORTION = 1000

/** What says when a bill was paid. */
type DatedBill = Partial<Pick<MatchableBill, 'date' | 'originalDate' | 'matchingCriterias'>>

/** The days that operations of these bills may be of, both included; undefined where no bill has a date. */
export const daysOf = (
  bills: readonly DatedBill[],
  options: MatchOptions
): { first: string; last: string } | undefined => {
  const general = criteriaOf(options, DEFAULT_CRITERIA)
  let from = Infinity
  let to = -Infinity
  for (const bill of bills) {
    const { dateLowerDelta, dateUpperDelta } = criteriaOf(bill.matchingCriterias, general)
    for (const time of [debitTime(bill), creditTime(bill)]) {
      if (time === undefined) continue
      from = Math.min(from, time - dateLowerDelta * DAY)
      to = Math.max(to, time + dateUpperDelta * DAY)
    }
  }
  if (from > to) return undefined
  const day = (time: number): string => new Date(time).toISOString().slice(0, 10)
  // A day more: dates are compared as texts, and one may be written in another time zone.
  return { first: day(from - DAY), last: day(to + 2 * DAY) }
}

/** The operations that may be near these bills, and no others. */
export const loadOperations = async (
  { documents }: CozyStack,
  bills: readonly DatedBill[],
  options: MatchOptions
): Promise<OperationDocument[]> => {
  const days = daysOf(bills, options)
  if (!days) return []
  return documents.find<MatchableOperation>(OPERATIONS, {
    selector: { date: { $gte: days.first, $lte: days.last } },
    index: ['date']
  })
}

/** The bills that these operations are linked to already, past those that are known. Some may be gone. */
export const loadLinkedBills = async (
  stack: CozyStack,
  operations: readonly MatchableOperation[],
  known: readonly { _id?: string }[]
): Promise<MatchableBill[]> => {
  const here = new Set(known.map(({ _id }) => referenceOf(_id ?? '')))
  const prefix = referenceOf('')
  const ids = [...new Set(operations.flatMap(({ bills }) => bills ?? []))]
    .filter(reference => reference.startsWith(prefix) && !here.has(reference))
    .map(reference => reference.slice(prefix.length))
  const loaded: MatchableBill[] = []
  for (let start = 0; start < ids.length; start += PORTION) {
    const { rows } = await stack.json<{ rows: { doc?: MatchableBill | null }[] }>({
      method: 'POST',
      path: `/data/${BILLS}/_all_docs`,
      query: { include_docs: 'true' },
      json: { keys: ids.slice(start, start + PORTION) },
      idempotent: true
    })
    loaded.push(...rows.flatMap(({ doc }) => doc ?? []))
  }
  return loaded
}
