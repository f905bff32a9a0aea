import { requestFactory, type RequestInstance } from '../request/request-factory.js'
import type { BoundFunctions } from '../run/bound-functions.js'
import { batchDelete, batchUpdateAttributes } from '../documents/batch.js'
import { findDuplicates, sortBillsByLinkedOperationNumber } from '../documents/find-duplicates.js'
import { formatDate } from '../documents/format-date.js'
import { fetchAll, queryAll } from '../documents/queries.js'
import { scrape as scrapePage } from '../scrape/scrape.js'
import type { RunContext } from '../run/context.js'
import { createLog } from './log.js'
import { processFunctions, processRun } from './process-run.js'

/** A function of the package, for the run of the process. */
const ofRun =
  (name: keyof BoundFunctions) =>
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- whoever calls these has no types for them either
  async (...given: unknown[]): Promise<any> => {
    const functions = (await processFunctions()) as unknown as Record<
      string,
      (...given: unknown[]) => unknown
    >
    return functions[name]!(...given)
  }

const log = createLog('scrape')

let shared: RequestInstance | undefined

/** What fetches files where no `requestInstance` is given. */
const withRequest = (options: object | undefined): object => ({
  requestInstance: (shared ??= requestFactory({ json: false, cheerio: false, userAgent: true, jar: true })),
  ...options
})

const saveFilesOfRun = ofRun('saveFiles')
const saveBillsOfRun = ofRun('saveBills')

export const saveFiles = (entries: unknown, fields?: unknown, options?: object) =>
  saveFilesOfRun(entries, fields, withRequest(options))
export const saveBills = (entries: unknown, fields?: unknown, options?: object) =>
  saveBillsOfRun(entries, fields, withRequest(options))
export const saveIdentity = ofRun('saveIdentity')
export const linkBankOperations = ofRun('linkBankOperations')
export const addData = ofRun('addData')
export const hydrateAndFilter = ofRun('hydrateAndFilter')
export const updateOrCreate = ofRun('updateOrCreate')
export const solveCaptcha = ofRun('solveCaptcha')
export const createCategorizer = ofRun('createCategorizer')
export const categorize = ofRun('categorize')
export const getPdfText = ofRun('getPdfText')

/** The values of a page; one that could not be made is told in the log. */
export const scrape = (page: never, specs: never, childSelector?: never): unknown =>
  scrapePage(page, specs, childSelector, {
    // Never of type `error`: a stack takes such a line for the failure of the job.
    onError: (name, error) => {
      log('warn', 'Could not parse for', name)
      log('warn', error)
    }
  })

const onStack =
  <A extends unknown[], R>(act: (context: RunContext, ...given: A) => Promise<R>) =>
  async (...given: A): Promise<R> =>
    act(await processRun(), ...given)

export const utils = {
  fetchAll: onStack(fetchAll),
  queryAll: onStack(queryAll),
  findDuplicates: onStack(findDuplicates),
  sortBillsByLinkedOperationNumber,
  batchUpdateAttributes: onStack(batchUpdateAttributes),
  batchDelete: onStack(batchDelete),
  getPdfText,
  formatDate
}
