import type { HydrateOptions } from '../documents/hydrate-and-filter.js'
import type { CozyMetadata } from '../metadata/cozy-metadata.js'
import type { FileEntry } from '../files/entry.js'
import type { SaveFilesOptions } from '../files/options.js'

/** What tells the operations of a bill from others. */
export interface MatchingCriterias {
  labelRegex?: string
  [criterion: string]: unknown
}

/** A bill to save, and where its file comes from. */
export interface BillEntry extends FileEntry {
  /** Not as a text: `12.5`. Required. */
  amount?: number
  /** Required. */
  date?: Date
  /** Required. */
  vendor?: string
  /** ISO 4217, or one of `€ $ £`: EUR where absent. */
  currency?: string
  contractId?: string
  contractLabel?: string
  matchingCriterias?: MatchingCriterias
  isRefund?: boolean
  isThirdPartyPayer?: boolean
  originalDate?: Date
  originalAmount?: number
  groupAmount?: number
  type?: string
  subtype?: string
  _id?: string
  _rev?: string
  cozyMetadata?: CozyMetadata
}

/** Reads what the PDF says into the entry. May answer more entries for the same file. Called after its file is saved. */
export type ProcessPdf = (entry: BillEntry, text: string, pdf: object) => unknown

/** Options of {@link saveBills}, which go to all that it does. */
export interface SaveBillsOptions extends SaveFilesOptions, HydrateOptions<BillEntry> {
  /** What a bill is known by: `date`, `amount` and `vendor` where absent, with `contractId` where there are contracts. */
  keys?: readonly string[] | undefined
  processPdf?: ProcessPdf | undefined
  /** Of all bills. */
  contractId?: string | undefined
  /** The name of the contract, and of its folder; `contractId` where absent. */
  contractLabel?: string | undefined
  /** False: bank operations are left alone. */
  linkBankOperations?: boolean | undefined
  [option: string]: unknown
}
