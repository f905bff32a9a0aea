import { describe, expect, it } from '@jest/globals'
import libs from './index.js'
import formatter from './libs/saveIdentity.js'
import saveBillsModule from './libs/saveBills.js'
import saveFilesModule from './libs/saveFiles.js'
import domain from './helpers/cozy-domain.js'

const words = (text: string): string[] => text.trim().split(/\s+/)

const membersOf = (value: object): string[] => {
  const proto = Object.getPrototypeOf(value) as object | null
  return [...Object.getOwnPropertyNames(value), ...(proto ? membersOf(proto) : [])]
}

const BASE = words(`run main end fail getAccount readPayload initAttributes saveAccountData getAccountData
  updateAccountAttributes setTwoFAState resetTwoFAState waitForTwoFaCode notifySuccessfulLogin
  deactivateAutoSuccessfulLogin saveBills saveFiles updateOrCreate saveIdentity signin terminate getCozyMetadata`)

describe('the members', () => {
  it.each([
    ['BaseKonnector', libs.BaseKonnector.prototype, BASE],
    ['BaseKonnector itself', libs.BaseKonnector, words('findFolderPath checkTOS')],
    [
      'CookieKonnector',
      libs.CookieKonnector.prototype,
      [...BASE, ...words('requestFactory resetSession initSession saveSession')]
    ],
    ['Document', libs.Document.prototype, words('toJSON isEqual')],
    ['manifest', libs.manifest, words('data getCozyMetadata setManifest')],
    ['retry', libs.retry, ['StopError']],
    ['mkdirp', libs.mkdirp, ['fromCozy']],
    [
      'utils',
      libs.utils,
      words(`fetchAll queryAll findDuplicates sortBillsByLinkedOperationNumber batchUpdateAttributes batchDelete
        getPdfText formatDate`)
    ],
    ['cozyClient', libs.cozyClient, words('data files jobs settings fetch fetchJSON fullpath new _url')],
    [
      'cozyClient.data',
      libs.cozyClient.data,
      words(`addReferencedFiles changesFeed create defineIndex delete destroy fetchReferencedFiles find findAll
        findMany listReferencedFiles query removeReferencedFiles update updateAttributes`)
    ],
    [
      'cozyClient.files',
      libs.cozyClient.files,
      words(`clearTrash create createDirectory createDirectoryByPath destroyById downloadById downloadByPath
        getArchiveLink getArchiveLinkByIds getArchiveLinkByPaths getCollectionShareLink getDownloadLink
        getDownloadLinkById getDownloadLinkByPath getFilePath listTrash query restoreById statById statByPath trashById
        updateAttributesById updateAttributesByPath updateById`)
    ],
    ['cozyClient.jobs', libs.cozyClient.jobs, words('count create queued')],
    [
      'cozyClient.settings',
      libs.cozyClient.settings,
      words(
        `changePassphrase deleteClientById diskUsage getClients getInstance updateInstance updateLastSync`
      )
    ],
    [
      'errors',
      libs.errors,
      words(`LOGIN_FAILED LOGIN_FAILED_NEEDS_SECRET LOGIN_FAILED_TOO_MANY_ATTEMPTS
        NOT_EXISTING_DIRECTORY FILE_DOWNLOAD_FAILED SAVE_FILE_FAILED DISK_QUOTA_EXCEEDED CHALLENGE_ASKED
        USER_ACTION_NEEDED USER_ACTION_NEEDED_OAUTH_OUTDATED USER_ACTION_NEEDED_ACCOUNT_REMOVED
        USER_ACTION_NEEDED_CHANGE_PASSWORD USER_ACTION_NEEDED_PERMISSIONS_CHANGED USER_ACTION_NEEDED_CGU_FORM
        USER_ACTION_NEEDED_SCA_REQUIRED USER_ACTION_NEEDED_TWOFA_EXPIRED USER_ACTION_NEEDED_WEBAUTH_REQUIRED
        USER_ACTION_NEEDED_WRONG_TWOFA_CODE CAPTCHA_RESOLUTION_FAILED MAINTENANCE TERMS_VERSION_MISMATCH UNKNOWN_ERROR
        UNKNOWN_ERROR_PARTIAL_SYNC VENDOR_DOWN VENDOR_DOWN_BANK_DOWN VENDOR_DOWN_LINXO_DOWN`)
    ],
    [
      'log',
      libs.log,
      words('debug info warn error ok critical namespace addFilter setLevel setNoRetry Secret')
    ],
    ['the module saveFiles', saveFilesModule, words('getFileIfExists sanitizeFileName')],
    ['the module saveBills', saveBillsModule, ['manageContractsData']],
    ['the module saveIdentity', formatter, words('saveIdentity formatIdentityContact trimProperties')],
    ['the module cozy-domain', domain, words('getDomain getInstance')]
  ] as [string, object, string[]][])('of %s are there', (_, value, names) => {
    expect(membersOf(value)).toEqual(expect.arrayContaining(names))
  })
})
