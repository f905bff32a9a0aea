import { linkBankOperations } from '../banking/link/link-bank-operations.js'
import type { LinkOptions } from '../banking/link/options.js'
import type { CozyDocument } from '../cozy/api.js'
import { addData } from '../documents/add-data.js'
import { sourceOf } from '../documents/context.js'
import { hydrateAndFilter } from '../documents/hydrate-and-filter.js'
import type { FilesContext, FolderFields } from '../files/context.js'
import { collectFailedFiles } from '../files/failed-files.js'
import { saveFiles } from '../files/save-files.js'
import { billId } from './bill-id.js'
import { checkBills, DEFAULT_KEYS } from './check-bills.js'
import { cloneEntries } from './clone-entries.js'
import { manageContractsData } from './contracts.js'
import type { BillEntry, SaveBillsOptions } from './entry.js'
import { readPdfs } from './read-pdfs.js'
import { toBill } from './to-bill.js'

type SavedBill = BillEntry & { amount: number; date: Date }

const BILLS = 'io.cozy.bills'

/** Bills that the Cozy has are written anew where their file is another one, or where they lack what bills have today. */
const needsUpdate = (entry: BillEntry, existing: CozyDocument): boolean =>
  entry['invoice'] !== existing['invoice'] ||
  !existing['cozyMetadata'] ||
  Boolean(entry.matchingCriterias && !existing['matchingCriterias'])

const settle = (given: SaveBillsOptions): SaveBillsOptions => {
  const { shouldUpdate, keys = DEFAULT_KEYS } = given
  return {
    ...given,
    keys: [...keys],
    // Bills that agree in all keys are two where their files are.
    tellApart: 'invoice',
    shouldUpdate: (entry, existing) =>
      needsUpdate(entry, existing) || Boolean(shouldUpdate?.(entry, existing))
  }
}

/**
 * Saves bills: their files first, then the documents, then what bank operations they belong to. A bill whose file could
 * not be saved is left for the next run. What was given is not changed.
 *
 * @param fields with `folderPath`; that of the run where absent
 * @returns the bills that were written; with `linkBankOperations`, what that answers
 * @throws Error for bills without a good `amount`, `date`, `vendor`: it names entry and attribute
 * @throws KonnectorError `DISK_QUOTA_EXCEEDED`, `NOT_EXISTING_DIRECTORY`; `FILE_DOWNLOAD_FAILED` with `onFailedFile`
 * @throws StackError where the Cozy does not answer
 */
export const saveBills = async (
  context: FilesContext & { folderPath?: string | undefined },
  given: readonly BillEntry[] | undefined,
  fields?: FolderFields,
  givenOptions: SaveBillsOptions = {}
): Promise<unknown> => {
  const { log, manifest } = context
  if (!Array.isArray(given) || given.length === 0) {
    log.warn('saveBills: no bills to save')
    return undefined
  }
  const options = settle(givenOptions)
  const entries = manageContractsData(cloneEntries([...(given as BillEntry[])]), options, log)
  // What a PDF may still say is checked once it is read.
  if (!options.processPdf) checkBills(entries)
  const failed = collectFailedFiles(options.onFailedFile)
  // Its error waits until the bills of the others are there.
  const files = { ...options, onFailedFile: failed.tell }
  const withFiles = (await saveFiles(context, entries, fields, files)).filter(entry => entry.fileDocument)
  const { processPdf } = options
  const read = processPdf ? await readPdfs(context, withFiles, processPdf) : withFiles
  const bills = read
    .filter(entry => entry.fileDocument && !entry['__ignore'])
    .map(entry => toBill(entry, manifest))
  checkBills(bills)
  const fresh = await hydrateAndFilter(context, bills, BILLS, options)
  const source = sourceOf(context, options)
  const who = [manifest.slug, source.sourceAccountIdentifier ?? source.sourceAccount]
  for (const bill of fresh) bill._id ??= billId(bill, options.keys ?? [], who)
  const saved = await addData(context, fresh, BILLS, options)
  if (options.linkBankOperations === false) {
    failed.settle()
    return saved
  }
  const { bank_identifier } = typeof fields === 'object' && fields ? fields : {}
  const link = options as LinkOptions
  const linked = await linkBankOperations(context, bills as SavedBill[], BILLS, { bank_identifier }, link)
  failed.settle()
  return linked
}
