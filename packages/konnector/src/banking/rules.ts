import { creditAmount, debitAmount, thousandths } from './amounts.js'
import { criteriaOf, DEFAULT_CRITERIA, windowAround, type Criteria } from './criteria.js'
import { creditTime, debitTime } from './dates.js'
import type { MatchableBill, MatchOptions } from './documents.js'
import { isHealthBill } from './health.js'
import { labelTests, type LabelTest } from './label-test.js'
import type { Search } from './nearest.js'
import type { Entry } from './operation-index.js'

/** What an operation must be for a bill: where to look, and what to look at there. */
export interface Wanted extends Search {
  /** What never changes of an operation; the same function for bills that ask the same. */
  suits: (entry: Entry) => boolean
  /** The rest: when it was bought, and what of it was paid back so far. */
  accepts: (entry: Entry) => boolean
}

const EVERY_LABEL: LabelTest = () => true

/** Bills that are paid several at once, beside those for health: the vendors that cozy-konnector-libs names. */
const GROUP_VENDORS: readonly string[] = ['Numéricable', 'Ameli', 'MGEN', 'Humanis']

/** The rules, with the options and the dictionary of one matching. */
export class Rules {
  readonly general: Criteria
  readonly #labels: ReturnType<typeof labelTests>
  readonly #healthVendors: readonly string[]
  readonly #groupVendors: readonly string[]
  readonly #allowUncategorized: boolean
  readonly #suitsHealth = new Map<LabelTest, Wanted['suits']>()
  readonly #suitsOthers = new Map<LabelTest, Wanted['suits']>()

  constructor(options: MatchOptions) {
    this.general = criteriaOf(options, DEFAULT_CRITERIA)
    this.#labels = labelTests(options.brands ?? [], options.identifiers)
    this.#healthVendors = options.healthVendors ?? []
    this.#groupVendors = options.groupVendors ?? GROUP_VENDORS
    this.#allowUncategorized = options.allowUncategorized === true
  }

  criteria(bill: MatchableBill): Criteria {
    return criteriaOf(bill.matchingCriterias, this.general)
  }

  isHealth(bill: MatchableBill): boolean {
    return isHealthBill(bill, this.#healthVendors)
  }

  /** Whether it may be one of several bills that were paid at once. */
  isGrouped(bill: MatchableBill): boolean {
    return this.isHealth(bill) || (bill.vendor !== undefined && this.#groupVendors.includes(bill.vendor))
  }

  /** What the owner paid. The label of what was paid for health names the doctor, whom the bill does not know. */
  debit(bill: MatchableBill, criteria = this.criteria(bill)): Wanted | undefined {
    const looksAtLabel = !this.isHealth(bill)
    const wanted = this.#wanted(bill, criteria, debitTime(bill), debitAmount(bill), looksAtLabel)
    if (!wanted) return undefined
    const { accepts } = wanted
    return { ...wanted, accepts: entry => entry.room.reimburses(bill.amount) && accepts(entry) }
  }

  /** What came back. */
  credit(bill: MatchableBill): Wanted | undefined {
    const amount = creditAmount(bill)
    return bill.isRefund ? this.#wanted(bill, this.criteria(bill), creditTime(bill), amount, true) : undefined
  }

  #wanted(
    bill: MatchableBill,
    criteria: Criteria,
    time: number | undefined,
    amount: number,
    looksAtLabel: boolean
  ): Wanted | undefined {
    if (time === undefined || !Number.isFinite(amount)) return undefined
    const window = windowAround(amount, time, criteria)
    return {
      window,
      // As Cozy Banks does: closeness is that to the purchase, also for what came back of it.
      time: debitTime(bill) ?? time,
      amount: thousandths(amount),
      suits: this.#suits(
        this.isHealth(bill) ? this.#suitsHealth : this.#suitsOthers,
        looksAtLabel ? this.#labels(bill, criteria.labelRegex) : EVERY_LABEL
      ),
      accepts: ({ realised }) => realised >= window.from && realised <= window.to
    }
  }

  /** Bills for health match operations for health alone, all others none of them. */
  #suits(tests: Map<LabelTest, Wanted['suits']>, isLabel: LabelTest): Wanted['suits'] {
    const health = tests === this.#suitsHealth
    const suits =
      tests.get(isLabel) ??
      (({ field, label }) =>
        ((field === 'unknown' && this.#allowUncategorized) || (field === 'health') === health) &&
        isLabel(label))
    tests.set(isLabel, suits)
    return suits
  }
}
