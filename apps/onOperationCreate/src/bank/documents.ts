/** The documents of a Cozy's bank data, as far as this app reads or writes them; every other field is kept as it is. */
interface Stored {
  _id: string
  _rev?: string
}

/** `io.cozy.bank.operations` */
export interface Operation extends Stored {
  /** A text as a rule; read it by `labelOf`. */
  label?: unknown
  /** In the account's currency, negative where money went out; read it by `amountOf`. */
  amount?: unknown
  /** Anything that `new Date()` takes; ISO 8601 as a rule. */
  date?: string
  /** Id of an `io.cozy.bank.accounts`. */
  account?: string
  /** What shows until the owner says otherwise; the connector or this app writes it. */
  automaticCategoryId?: string
  /** What the owner chose. Never written here. */
  manualCategoryId?: string
  /** What the rules found, and how sure they are (0 to 1). */
  cozyCategoryId?: string
  cozyCategoryProba?: number
  /** What the owner's choices for alike labels say, and how sure they are (0 to 1). */
  localCategoryId?: string
  localCategoryProba?: number
  relationships?: { recurrence?: { data: Reference | null }; [name: string]: unknown }
  [field: string]: unknown
}

export interface Reference {
  _id: string
  _type: string
}

/** `io.cozy.bank.accounts` */
export interface Account extends Stored {
  label?: string
  institutionLabel?: string
  balance?: number
  /** `Checkings`, `Savings`, `CreditCard`, `Loan`, … */
  type?: string
  [field: string]: unknown
}

/** `io.cozy.bank.recurrence`: operations that come again and again. */
export interface Recurrence extends Stored {
  automaticLabel: string
  categoryIds: string[]
  lastBankAccount: string
  /** Each amount once, in ascending order. */
  amounts: number[]
  /** `YYYY-MM-DD` */
  latestDate: string
  /** Days between two operations. */
  stats: { deltas: { median: number } }
  [field: string]: unknown
}

/** `io.cozy.bank.settings`: one document. */
export interface BankSettings extends Stored {
  notifications?: { balanceLower?: { enabled?: boolean; value?: number }; [name: string]: unknown }
  /** By account: the balance for which the owner was last told, while the account is still under the limit. */
  balancesNotifications?: Record<string, string>
  [field: string]: unknown
}
