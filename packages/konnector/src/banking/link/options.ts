import type { MatchableBill, MatchOptions } from '../documents.js'

/** A bill that is taken out of the operations, for the one that it was a double of where `original` names it. */
export interface BillToRemove extends Partial<Omit<MatchableBill, '_id'>> {
  _id: string
  /** Id of the bill that stays. */
  original?: string
}

/** Options of `linkBankOperations`: those of the matching, under the names that konnectors give them. */
export interface LinkOptions extends Omit<MatchOptions, 'identifiers' | 'linkedBills'> {
  /**
   * Texts of which an operation's label must hold one. Without them the bill's `matchingCriterias.labelRegex`, the
   * brand or the vendor's name decides. `bank_identifier`, which the owner may enter, stands before them.
   */
  identifiers?: string | readonly string[]
  /** How much an operation may cost less or more; 0.001. */
  amountDelta?: number
  minAmountDelta?: number
  maxAmountDelta?: number
  /** Days before the bill; 15. */
  pastWindow?: number
  /** Days after it; 29. */
  futureWindow?: number
  billsToRemove?: readonly BillToRemove[]
}

/** Vendors whose bills are for health, also where their konnector gives them no type. */
const HEALTH_VENDORS: readonly string[] = [
  'Alan',
  'Ameli',
  'ascoreSante',
  'EoviMCD',
  'Generali',
  'Harmonie',
  'Humanis',
  'lamutuellegenerale',
  'Malakoff Mederic',
  'MGEN'
]

const textsOf = (identifiers: unknown): string[] | undefined => {
  const texts = [identifiers].flat().filter((text): text is string => typeof text === 'string' && text !== '')
  return texts.length > 0 ? texts : undefined
}

/** The options of a konnector as those of the matching. */
export const matchOptionsOf = (options: LinkOptions, bankIdentifier: unknown): MatchOptions => {
  const identifiers = textsOf(bankIdentifier) ?? textsOf(options.identifiers)
  const { amountDelta, minAmountDelta = amountDelta, maxAmountDelta = amountDelta } = options
  const { pastWindow, futureWindow, billsToRemove: _removed, ...matching } = options
  return {
    healthVendors: HEALTH_VENDORS,
    ...matching,
    ...(minAmountDelta !== undefined && { amountLowerDelta: minAmountDelta }),
    ...(maxAmountDelta !== undefined && { amountUpperDelta: maxAmountDelta }),
    ...(pastWindow !== undefined && { dateLowerDelta: pastWindow }),
    ...(futureWindow !== undefined && { dateUpperDelta: futureWindow }),
    ...(identifiers && { identifiers })
  } as MatchOptions
}
