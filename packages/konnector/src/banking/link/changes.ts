import { referenceOf, type BillMatches, type MatchableOperation, type Reimbursement } from '../documents.js'
import type { BillToRemove } from './options.js'
import type { IdentifiedBill } from '../state.js'

/** What is to change in one operation. It can be done again on another revision. */
export interface OperationChange {
  /** References of bills. */
  bills: string[]
  reimbursements: Required<Reimbursement>[]
}

/** The changes that links make, by id of the operation. */
export const changesOf = (
  bills: readonly IdentifiedBill[],
  matches: BillMatches<MatchableOperation>
): Map<string, OperationChange> => {
  const changes = new Map<string, OperationChange>()
  const changeOf = ({ _id }: MatchableOperation): OperationChange => {
    const change = changes.get(_id) ?? { bills: [], reimbursements: [] }
    changes.set(_id, change)
    return change
  }
  for (const bill of bills) {
    const { debitOperation: debit, creditOperation: credit } = matches[bill._id] ?? {}
    const reference = referenceOf(bill._id)
    for (const operation of [debit, credit]) {
      if (operation) changeOf(operation).bills.push(reference)
    }
    if (debit && credit) {
      const { reimbursements } = changeOf(debit)
      reimbursements.push({ billId: reference, amount: bill.amount, operationId: credit._id })
    }
  }
  return changes
}

/** An operation with a change made; undefined where it has all of it already. */
export const withChange = <Operation extends MatchableOperation>(
  operation: Operation,
  { bills, reimbursements }: OperationChange
): Operation | undefined => {
  const linked = operation.bills ?? []
  const paidBack = operation.reimbursements ?? []
  const newBills = bills.filter(reference => !linked.includes(reference))
  const newReimbursements = reimbursements.filter(
    ({ billId }) => !paidBack.some(known => known.billId === billId)
  )
  if (newBills.length === 0 && newReimbursements.length === 0) return undefined
  return {
    ...operation,
    ...(newBills.length > 0 && { bills: [...linked, ...newBills] }),
    ...(newReimbursements.length > 0 && { reimbursements: [...paidBack, ...newReimbursements] })
  }
}

/** An operation without these bills, each with its original in its place; the same one where it has none of them. */
export const withoutBills = <Operation extends MatchableOperation>(
  operation: Operation,
  removed: readonly BillToRemove[]
): Operation => {
  let bills = operation.bills ?? []
  for (const { _id, original } of removed) {
    if (!bills.includes(referenceOf(_id))) continue
    const gone = [referenceOf(_id), ...(original === undefined ? [] : [referenceOf(original)])]
    bills = [
      ...bills.filter(reference => !gone.includes(reference)),
      ...(original === undefined ? [] : [referenceOf(original)])
    ]
  }
  return bills === (operation.bills ?? bills) ? operation : { ...operation, bills }
}
