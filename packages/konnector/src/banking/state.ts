import { referenceOf, type BillMatch, type MatchableBill, type MatchableOperation } from './documents.js'
import { findNearest } from './nearest.js'
import { OperationIndex, type Entry } from './operation-index.js'
import { groupOf } from './paid-back.js'
import type { Rules, Wanted } from './rules.js'

/** A bill that has an id, by which its match is told. */
export type IdentifiedBill = MatchableBill & { _id: string }

interface Links {
  debit?: Entry
  credit?: Entry
}

/** What has been matched so far, and how much room is left in each operation. */
export class MatchState {
  readonly index: OperationIndex
  readonly rules: Rules
  /** How many there are. */
  links = 0
  readonly #links = new Map<string, Links>()

  constructor(
    rules: Rules,
    bills: readonly IdentifiedBill[],
    operations: readonly MatchableOperation[],
    linkedBills: readonly MatchableBill[]
  ) {
    this.rules = rules
    const known = new Map<string, MatchableBill>()
    for (const bill of [...linkedBills, ...bills]) {
      if (bill._id !== undefined && Number.isFinite(bill.amount)) known.set(referenceOf(bill._id), bill)
    }
    const linkedTo = ({ bills: linked }: MatchableOperation): MatchableBill[] =>
      (linked ?? []).flatMap(reference => known.get(reference) ?? [])
    this.index = new OperationIndex(operations, operation =>
      linkedTo(operation).reduce((sum, { amount }) => sum + amount, 0)
    )
    for (const entry of this.index.byDate) {
      if (entry.amount > 0) entry.group = linkedTo(entry.operation).map(groupOf).find(Boolean)
    }
    this.#keepLinks(bills)
  }

  debitOf(bill: IdentifiedBill): Entry | undefined {
    return this.#links.get(bill._id)?.debit
  }

  creditOf(bill: IdentifiedBill): Entry | undefined {
    return this.#links.get(bill._id)?.credit
  }

  /** The closest operation that the rules accept. */
  closest(wanted: Wanted | undefined, also: (entry: Entry) => boolean = () => true): Entry | undefined {
    if (!wanted) return undefined
    return findNearest(this.index, wanted, entry => also(entry) && wanted.accepts(entry))?.entry
  }

  linkDebit(bill: IdentifiedBill, entry: Entry): void {
    this.links += 1
    entry.room.link(bill.amount)
    this.#linksOf(bill).debit = entry
    this.#reimburse(bill)
  }

  linkCredit(bill: IdentifiedBill, entry: Entry): void {
    this.links += 1
    entry.room.link(bill.amount)
    entry.group ??= groupOf(bill)
    this.#linksOf(bill).credit = entry
    this.#reimburse(bill)
  }

  /** What was found for a bill. */
  matchOf(bill: IdentifiedBill): BillMatch<MatchableOperation> {
    const { debit, credit } = this.#links.get(bill._id) ?? {}
    return {
      ...(debit && { debitOperation: debit.operation }),
      ...(credit && { creditOperation: credit.operation })
    }
  }

  #linksOf({ _id }: IdentifiedBill): Links {
    const links = this.#links.get(_id) ?? {}
    this.#links.set(_id, links)
    return links
  }

  /** What came back is taken from what was paid, once both are known. */
  #reimburse(bill: IdentifiedBill): void {
    const { debit, credit } = this.#linksOf(bill)
    const known = debit?.operation.reimbursements?.some(({ billId }) => billId === referenceOf(bill._id))
    if (debit && credit && !known) debit.room.reimburse(bill.amount)
  }

  /** A bill that is linked stays where it is: run twice, nothing moves. Its amount is counted by the index. */
  #keepLinks(bills: readonly IdentifiedBill[]): void {
    const byReference = new Map(bills.map(bill => [referenceOf(bill._id), bill]))
    const byId = new Map(this.index.byDate.map(entry => [entry.operation._id, entry]))
    for (const entry of this.index.byDate) {
      for (const reference of entry.operation.bills ?? []) {
        const bill = byReference.get(reference)
        if (!bill) continue
        const isCredit = bill.isRefund === true && entry.amount > 0
        this.#linksOf(bill)[isCredit ? 'credit' : 'debit'] ??= entry
      }
      for (const { billId, operationId } of entry.operation.reimbursements ?? []) {
        const bill = byReference.get(billId ?? '')
        if (!bill) continue
        const links = this.#linksOf(bill)
        links.debit ??= entry
        const credit = byId.get(operationId ?? '')
        if (credit) links.credit ??= credit
      }
    }
  }
}
