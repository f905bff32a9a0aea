import type { KonnectorInfo } from '../metadata/konnector-info.js'
import { convertCurrency } from './currency.js'
import type { BillEntry } from './entry.js'

/** Makes the document of an entry whose file is saved: changes the entry. */
export const toBill = (entry: BillEntry, { banksTransactionRegExp }: KonnectorInfo): BillEntry => {
  const { fileDocument, matchingCriterias = {} } = entry
  entry.currency = convertCurrency(entry.currency)
  entry['invoice'] = `io.cozy.files:${fileDocument!._id}`
  if (banksTransactionRegExp && !matchingCriterias.labelRegex) {
    entry.matchingCriterias = { ...matchingCriterias, labelRegex: banksTransactionRegExp }
  }
  delete entry.fileDocument
  delete entry.fileAttributes
  return entry
}
