import type { Logger } from '@cozy-jobs/logging'
import type { BaseKonnector as Base } from '../../base-konnector/base-konnector.js'
import type { AccountDocument } from '../../account/account.js'
import { checkTOS } from '../../account/check-tos.js'
import { findFolderPath } from '../../folder/find-folder-path.js'
import { KonnectorError } from '../../errors/konnector-error.js'
import { loadPdfLibrary } from '../../pdf/pdf-library.js'
import { twoFAState } from '../../two-factor/two-factor-state.js'
import { cozyClient } from '../cozy-client/cozy-client.js'
import { createLog } from '../log.js'
import { createOldLogger } from '../old-lines.js'
import { keepPdfLibrary } from '../pdf.js'
import { processStack, setRun } from '../process-run.js'
import { saveBills, saveFiles, saveIdentity, updateOrCreate } from '../functions.js'
import { signin, type OldSigninOptions } from '../signin.js'

type Options = Record<string, unknown>
type Entries = Parameters<typeof saveBills>[0]
type Class = abstract new (...given: never[]) => Base
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the constructor of a mixin
type AnyClass<B extends Class> = (abstract new (...given: any[]) => InstanceType<B>) & {
  prototype: InstanceType<B>
}

/** The members of a konnector's class that are its own here: a mixin's class has no name that a declaration can give. */
export interface OldMembers {
  _account: AccountDocument | undefined
  getAccount(id: string): Promise<AccountDocument>
  signin(options: OldSigninOptions & { notifySuccessfulLogin?: boolean }): Promise<unknown>
  saveFiles(entries: never, fields: never, options?: object): never
  saveBills(entries: Entries, fields?: never, options?: object): Promise<unknown>
  updateOrCreate(entries: never, doctype: string, keys: readonly string[], options?: Options): never
  saveIdentity(contact: never, identifier: string, options?: Options): Promise<void>
}

export interface OldStatics {
  readonly findFolderPath: (fields: Options, account: AccountDocument) => ReturnType<typeof findFolderPath>
  readonly checkTOS: typeof checkTOS
}

/** A class of konnectors and what it has here besides. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the constructor of a mixin
type WithOldNames<B extends Class> = (abstract new (...given: any[]) => OldMembers) & OldStatics & AnyClass<B>

const log = createLog('BaseKonnector')

/** The login of a call: what is saved is saved under it. */
const loginOf = (fields: unknown): unknown => (fields as { login?: unknown } | null | undefined)?.login

/** What is saved under the account and the login of a run. No member: in its function form the class has no fields. */
const sourceOf = (sourceAccount: string | undefined, sourceAccountIdentifier: unknown): Options => ({
  sourceAccount,
  sourceAccountIdentifier
})

/** A class of konnectors with the members and the lines in the log of cozy-konnector-libs. */
export const withOldNames = <B extends Class>(base: B): WithOldNames<B> => {
  abstract class OldNames extends (base as unknown as AnyClass<typeof Base>) {
    static readonly findFolderPath = (fields: Options, account: AccountDocument) =>
      findFolderPath(processStack(), fields, account)
    static readonly checkTOS = checkTOS

    /** The account's document. Not to be logged. */
    declare _account: AccountDocument | undefined

    override async initAttributes(): Promise<void> {
      setRun(this.context)
      log('debug', 'Preparing konnector...')
      const { env, account, folderPath } = this.context
      if (!env.fields['folder_to_save']) log('info', 'No folder_to_save available in the trigger')
      if (folderPath === undefined) log('debug', 'No folder needed')
      if (account.id === undefined) log('warn', 'No account was retrieved from getAccount')
      // Its functions answer at once here: the library is loaded before, where the konnector has one.
      await loadPdfLibrary().then(keepPdfLibrary, () => {})
      this._account = account.document
      await super.initAttributes()
    }

    override main(...given: Parameters<Base['main']>): unknown {
      log('debug', 'Running konnector main...')
      return super.main(...given)
    }

    override end(): unknown {
      log('debug', 'The connector has been run')
      return super.end()
    }

    protected override openLog(): Logger {
      return createOldLogger()
    }

    override fail(error: unknown): unknown {
      log('warn', 'Error from konnector')
      log('debug', 'Error caught by BaseKonnector')
      return this.terminate(error)
    }

    async getAccount(id: string): Promise<AccountDocument> {
      try {
        return await cozyClient.data.find('io.cozy.accounts', id)
      } catch (error) {
        checkTOS(error)
        log('error', (error as Error).message)
        log('error', `Account ${id} does not exist`)
        throw new KonnectorError('CANNOT_FIND_ACCOUNT', { cause: error })
      }
    }

    override async updateAccountAttributes(attributes: Partial<AccountDocument>): Promise<AccountDocument> {
      return (this._account = await super.updateAccountAttributes(attributes))
    }

    override async setTwoFAState(
      ...given: Parameters<Base['setTwoFAState']>
    ): ReturnType<Base['setTwoFAState']> {
      log('debug', `Setting ${twoFAState(given[0] ?? {})} state into the current account`)
      return super.setTwoFAState(...given)
    }

    override async notifySuccessfulLogin(): Promise<void> {
      log('debug', 'Notify Cozy-Home of successful login')
      await super.notifySuccessfulLogin()
    }

    override async deactivateAutoSuccessfulLogin(): Promise<void> {
      log('debug', 'Deactivating auto success for Cozy-Home')
      await super.deactivateAutoSuccessfulLogin()
    }

    override async signin(given: OldSigninOptions & { notifySuccessfulLogin?: boolean }): Promise<unknown> {
      const { notifySuccessfulLogin = true, ...options } = given
      await this.deactivateAutoSuccessfulLogin()
      const parsed = await signin(options)
      if (notifySuccessfulLogin) await this.notifySuccessfulLogin()
      return parsed
    }

    override saveFiles(entries: never, fields: never, options: Options = {}): never {
      return saveFiles(entries, fields, { ...sourceOf(this.accountId, loginOf(fields)), ...options }) as never
    }

    override saveBills(entries: Entries, fields?: never, options: Options = {}): Promise<unknown> {
      return saveBills(entries, fields, { ...sourceOf(this.accountId, loginOf(fields)), ...options })
    }

    override updateOrCreate(
      entries: never,
      doctype: string,
      keys: readonly string[],
      options: Options = {}
    ): never {
      const source = sourceOf(this.accountId, loginOf(options['fields']))
      return updateOrCreate(entries, doctype, keys, { ...source, ...options }) as never
    }

    override saveIdentity(contact: never, identifier: string, options: Options = {}): Promise<void> {
      return saveIdentity(contact, identifier, { ...sourceOf(this.accountId, identifier), ...options })
    }
  }
  return OldNames as unknown as WithOldNames<B>
}
