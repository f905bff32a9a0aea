import type { MatchableBill } from './documents.js'

/** Amounts are compared as whole thousandths: sums of floats would miss by a hair what is equal on paper. */
export const thousandths = (amount: number): number => Math.round(amount * 1000)

/** What the owner paid for a bill, as the amount of an operation: negative. */
export const debitAmount = (bill: MatchableBill): number => -(bill.originalAmount || bill.amount)

/** What came back for a bill, with others of its group where they came back at once. */
export const creditAmount = (bill: MatchableBill): number => bill.groupAmount || bill.amount
