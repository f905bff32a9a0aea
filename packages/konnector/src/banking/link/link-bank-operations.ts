import type { RunContext } from '../../run/context.js'
import type { BillMatch, MatchableBill } from '../documents.js'
import { matchBillsToOperations } from '../match-bills.js'
import type { IdentifiedBill } from '../state.js'
import { changesOf, withChange, withoutBills, type OperationChange } from './changes.js'
import { loadLinkedBills, loadOperations, OPERATIONS, type OperationDocument } from './load-operations.js'
import { matchOptionsOf, type BillToRemove, type LinkOptions } from './options.js'

type LinkContext = Pick<RunContext, 'stack' | 'log'>

/** What was found for one bill, with the bill. */
export type LinkedBill<Bill> = BillMatch<OperationDocument> & { bill: Bill }

const NOTHING: OperationChange = { bills: [], reimbursements: [] }

/** Writes what has changed in one request; an operation that somebody has changed meanwhile is read and done again. */
const commit = async (
  { stack, log }: LinkContext,
  operations: readonly OperationDocument[],
  changeOne: (operation: OperationDocument) => OperationDocument | undefined
): Promise<void> => {
  const changed = operations.flatMap(operation => changeOne(operation) ?? [])
  if (changed.length === 0) return
  const outcomes = await stack.documents.bulk(OPERATIONS, changed)
  for (const [index, outcome] of outcomes.entries()) {
    const id = changed[index]?._id
    if (outcome.ok || id === undefined) continue
    if (outcome.error === 'conflict') {
      await stack.documents.change<OperationDocument>(OPERATIONS, id, changeOne)
    } else {
      log.warn(`Failed to link bank operation ${id}: ${outcome.reason}. The next run tries again.`)
    }
  }
}

const link = async <Bill extends MatchableBill>(
  context: LinkContext,
  bills: readonly Bill[],
  bankIdentifier: unknown,
  options: LinkOptions
): Promise<Record<string, LinkedBill<Bill>>> => {
  const matchOptions = matchOptionsOf(options, bankIdentifier)
  const known = bills.filter((bill): bill is Bill & IdentifiedBill => typeof bill._id === 'string')
  const removed: readonly BillToRemove[] = options.billsToRemove ?? []

  const loaded = await loadOperations(context.stack, [...known, ...removed], matchOptions)
  const operations = loaded.map(operation => withoutBills(operation, removed))
  const linkedBills = await loadLinkedBills(context.stack, operations, known)
  const matches = matchBillsToOperations(known, operations, { ...matchOptions, linkedBills })

  const changes = changesOf(known, matches)
  await commit(context, loaded, operation => {
    const cleaned = withoutBills(operation, removed)
    const changed = withChange(cleaned, changes.get(operation._id) ?? NOTHING)
    return changed ?? (cleaned === operation ? undefined : cleaned)
  })
  return Object.fromEntries(
    known.filter(bill => !bill.isThirdPartyPayer).map(bill => [bill._id, { bill, ...matches[bill._id] }])
  )
}

/**
 * Links saved bills with the bank operations that paid them, or paid them back: see `matchBillsToOperations`. An
 * operation gets the bill in `bills`; what was paid and came back gets it in `reimbursements` too. Only operations of
 * the days of the bills are read, and all links are written in one request. Done twice, it writes nothing more.
 *
 * Bills are saved before they are linked, so a failure here is a warning, and the next run tries again. The manifest
 * needs `io.cozy.bank.operations` and, to read, `io.cozy.bills`.
 *
 * @param bills as they were saved; those without an `_id` cannot be linked
 * @param _doctype theirs; not looked at
 * @param fields of the run: `bank_identifier`, where the owner has entered one, stands before `identifiers`
 * @returns by id of the bill: the bill, `debitOperation`, `creditOperation`; empty after a failure
 */
export const linkBankOperations = async <Bill extends MatchableBill>(
  context: LinkContext,
  bills: readonly Bill[],
  _doctype: string,
  fields: { bank_identifier?: unknown } | undefined,
  options: LinkOptions = {}
): Promise<Record<string, LinkedBill<Bill>>> => {
  try {
    return await link(context, bills, fields?.bank_identifier, options)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    context.log.warn(`Failed to link bills with bank operations: ${why}`)
    return {}
  }
}
