/**
 * What a konnector imports.
 *
 * @module
 */

// The Cozy
export type * from './cozy/api.js'
export { openStack, type StackOptions } from './cozy/open-stack.js'

// A run
export {
  defineKonnector,
  type Konnector,
  type KonnectorContext,
  type KonnectorMain
} from './define/define-konnector.js'
export type { FieldsOf, ManifestShape } from './define/fields-of.js'
export { BaseKonnector, type FetchFunction } from './base-konnector/base-konnector.js'
export { CookieKonnector } from './base-konnector/cookie-konnector.js'
export { createContext, type ContextOptions } from './run/create-context.js'
export { boundFunctions, type BoundFunctions } from './run/bound-functions.js'
export type { RunOptions } from './run/live.js'
export type { Outcome } from './run/outcome.js'
export type { RunContext } from './run/context.js'
export type { Budget } from './run/budget.js'
export type { Account, AccountDocument } from './account/account.js'
export { checkTOS } from './account/check-tos.js'
export {
  setTwoFAState,
  resetTwoFAState,
  type TwoFactorRequest,
  type TwoFactorType
} from './two-factor/two-factor-state.js'
export { waitForTwoFaCode, type WaitForCodeOptions } from './two-factor/wait-for-code.js'

// Folders and metadata
export { findFolderPath } from './folder/find-folder-path.js'
export { mkdirp } from './folder/mkdirp.js'
export { normalizeFilename } from './folder/normalize-filename.js'
export type { KonnectorInfo } from './metadata/konnector-info.js'
export { readManifest } from './metadata/read-manifest.js'
export { getCozyMetadata, type CozyMetadata } from './metadata/cozy-metadata.js'
export { getQualification, type Qualification } from './metadata/qualification.js'

// Documents
export { addData, type AddDataOptions } from './documents/add-data.js'
export { batchDelete, batchUpdateAttributes } from './documents/batch.js'
export type { DocumentsContext, SourceOptions } from './documents/context.js'
export { Document } from './documents/document.js'
export {
  findDuplicates,
  sortBillsByLinkedOperationNumber,
  type Duplicate,
  type DuplicatesOptions
} from './documents/find-duplicates.js'
export { formatDate } from './documents/format-date.js'
export { hydrateAndFilter, type HydrateOptions } from './documents/hydrate-and-filter.js'
export { fetchAll, queryAll } from './documents/queries.js'
export { updateOrCreate } from './documents/update-or-create.js'

// Files, bills, identities
export type { FilesContext, FolderFields } from './files/context.js'
export type { Contract, FileAttributes, FileEntry, SavedFile } from './files/entry.js'
export { sanitizeFileName } from './files/file-name.js'
export { getFileIfExists } from './files/get-file-if-exists.js'
export type { SaveFilesOptions } from './files/options.js'
export { saveFiles } from './files/save-files.js'
export { manageContractsData } from './bills/contracts.js'
export type { BillEntry, ProcessPdf, SaveBillsOptions } from './bills/entry.js'
export { saveBills } from './bills/save-bills.js'
export { formatIdentityContact, trimProperties, type Contact } from './identity/contact.js'
export { saveIdentity, type Identity, type SaveIdentityOptions } from './identity/save-identity.js'

// Bank operations
export { matchBillsToOperations } from './banking/match-bills.js'
export type {
  BillMatch,
  BillMatches,
  Brand,
  MatchableBill,
  MatchableOperation,
  MatchingCriterias,
  MatchOptions,
  Reimbursement
} from './banking/documents.js'
export { linkBankOperations, type LinkedBill } from './banking/link/link-bank-operations.js'
export type { BillToRemove, LinkOptions } from './banking/link/options.js'
export {
  categorize,
  createCategorizer,
  type Categorizer,
  type CategorizerOptions
} from './categorizer/create-categorizer.js'
export type { Transaction } from './categorizer/transaction.js'

// PDF
export { createCozyPDFDocument, htmlToPDF } from './pdf/html-to-pdf.js'
export { getPdfText, readPdfText, type PdfText } from './pdf/pdf-text.js'
export type { HtmlToPdfOptions } from './pdf/write-html.js'

// Errors
export { KonnectorError, type KonnectorErrorOptions } from './errors/konnector-error.js'
export { ERROR_TABLE, type ErrorCode, type ErrorEntry } from './errors/table.js'
export * as errors from './errors/codes.js'
export { StackError, type StackErrorCode } from './errors/stack-error.js'

// The provider's site
export type * from './http/api.js'
export { createHttp } from './http/create-http.js'
export { createCookieStore } from './http/cookies/cookie-store.js'
export { HTTP_FAILURES, type HttpErrorKind } from './http/error-kinds.js'
export { HttpError } from './http/http-error.js'
export { DEFAULT_USER_AGENT } from './http/user-agent.js'
export { signin, type SigninContext, type SigninOptions, type SigninResponse } from './signin/signin.js'
export {
  scrape,
  type ScrapedItem,
  type ScrapeOptions,
  type ScrapeSpec,
  type ScrapeSpecs
} from './scrape/scrape.js'
export { solveCaptcha, type CaptchaContext, type SolveCaptchaParams } from './captcha/solve-captcha.js'
export { requestFactory, type RequestInstance, type SendRequest } from './request/request-factory.js'
export { RequestError, StatusCodeError, TransformError } from './request/errors.js'
export type { FullResponse } from './request/full-response.js'
export type { RequestFactoryOptions, RequestOptions } from './request/options.js'
export type { RequestJar } from './request/request-jar.js'
