/** A moment as documents have it: ISO 8601, with or without the time; a `Date` before it is written. */
export type Moment = string | Date

/** Windows of a bill's own, from its konnector: they stand before those of the options. */
export interface MatchingCriterias {
  /** Regular expression for the label of an operation, without regard to case. */
  labelRegex?: string
  /** The operation may cost so much less or more, in the currency of the bill. */
  amountLowerDelta?: number
  amountUpperDelta?: number
  /** Days before and after the date of the bill. */
  dateLowerDelta?: number
  dateUpperDelta?: number
}

/** What the matching reads of an `io.cozy.bills`. */
export interface MatchableBill {
  _id?: string
  amount: number
  date: Moment
  /** What the owner paid, where the bill says what came back of it. */
  originalAmount?: number
  /** When the owner paid it. */
  originalDate?: Moment
  /** What was paid back at once for several bills. */
  groupAmount?: number
  isRefund?: boolean
  /** Somebody else paid: no operation of the owner shows it. */
  isThirdPartyPayer?: boolean
  vendor?: string
  type?: string
  matchingCriterias?: MatchingCriterias
}

/** One bill that an expense was paid back by. */
export interface Reimbursement {
  billId?: string
  amount?: number
  operationId?: string
}

/** What the matching reads of an `io.cozy.bank.operations`. */
export interface MatchableOperation {
  _id: string
  label?: string
  /** Negative for an expense. */
  amount: number
  date: Moment
  /** When it was bought, where a card's purchases are taken off the account at the end of the month. */
  realisationDate?: Moment | null
  manualCategoryId?: string | null
  localCategoryId?: string | null
  localCategoryProba?: number | null
  cozyCategoryId?: string | null
  cozyCategoryProba?: number | null
  automaticCategoryId?: string | null
  /** `io.cozy.bills:ID` of each bill that was linked. */
  bills?: string[] | null
  reimbursements?: Reimbursement[] | null
}

/** A known vendor: how its name stands in the labels of operations. */
export interface Brand {
  name: string
  konnectorSlug?: string
  /** Regular expression, without regard to case. */
  regexp?: string
}

/** Options of {@link matchBillsToOperations}. */
export interface MatchOptions {
  /** The dictionary of vendors; a vendor that it lacks is looked for as a word. */
  brands?: readonly Brand[]
  /** Texts of which the label must hold one, without regard to case. They replace pattern, brand and vendor. */
  identifiers?: readonly string[]
  /** How much less an operation's amount may be than the one looked for; 0.001. */
  amountLowerDelta?: number
  /** How much more; 0.001. */
  amountUpperDelta?: number
  /** Days before the date of the bill; 15. */
  dateLowerDelta?: number
  /** Days after it; 29. */
  dateUpperDelta?: number
  /** Whether an operation that nobody has put into a category may match any bill; false. */
  allowUncategorized?: boolean
  /** Bills that operations are linked to already, for their amounts; unknown ones count for nothing. */
  linkedBills?: readonly MatchableBill[]
  /** Vendors whose bills are paid several at once, beside those for health. */
  groupVendors?: readonly string[]
  /** Vendors whose bills are for health whatever their type says; none. */
  healthVendors?: readonly string[]
}

/** What was found for one bill: whole operations, as they were given. */
export interface BillMatch<Operation> {
  /** What the owner paid. */
  debitOperation?: Operation
  /** What came back, for a refund. */
  creditOperation?: Operation
}

/** By id of the bill: every bill that has an id, those without a match with neither member. */
export type BillMatches<Operation> = Record<string, BillMatch<Operation>>

/** How an operation names a bill. */
export const referenceOf = (billId: string): string => `io.cozy.bills:${billId}`
