import { thousandths } from './amounts.js'
import type { MatchableOperation } from './documents.js'

/** How much of an operation is still to be told by a bill. In thousandths. */
export class Room {
  readonly #amount: number
  #linked: number
  #reimbursed: number

  /** @param linked the sum of the bills that the operation has already */
  constructor({ amount, reimbursements }: MatchableOperation, linked: number) {
    this.#amount = Math.abs(thousandths(amount))
    this.#linked = thousandths(linked)
    this.#reimbursed = (reimbursements ?? []).reduce((sum, one) => sum + thousandths(one.amount ?? 0), 0)
  }

  /** Whether a bill of this amount can be linked: all of them together are at most the operation. */
  holds(amount: number): boolean {
    return this.#linked + thousandths(amount) <= this.#amount
  }

  /** Whether so much can come back of what was paid: never more than it was. */
  reimburses(amount: number): boolean {
    return this.#reimbursed + thousandths(amount) <= this.#amount
  }

  /** Whether no bill is linked. */
  isEmpty(): boolean {
    return this.#linked === 0
  }

  link(amount: number): void {
    this.#linked += thousandths(amount)
  }

  reimburse(amount: number): void {
    this.#reimbursed += thousandths(amount)
  }
}
