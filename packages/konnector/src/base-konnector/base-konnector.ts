import { createLogger, type Logger } from '@cozy-jobs/logging'
import type { AccountDocument } from '../account/account.js'
import { checkTOS } from '../account/check-tos.js'
import { isError } from '../errors/is-error.js'
import type { CozyMetadata } from '../metadata/cozy-metadata.js'
import { findFolderPath } from '../folder/find-folder-path.js'
import { boundFunctions, type BoundFunctions } from '../run/bound-functions.js'
import type { RunContext } from '../run/context.js'
import { live, type RunOptions, type Steps } from '../run/live.js'
import type { Outcome } from '../run/outcome.js'
import { runProgram } from '../run/run-program.js'
import type { FieldsOf } from '../define/fields-of.js'

/** What `new BaseKonnector(fetch)` is given; `this` is the konnector. */
export type FetchFunction<F extends object, P extends object> = (
  this: BaseKonnector<F, P>,
  fields: FieldsOf<F> & { folderPath?: string },
  parameters: P
) => unknown

/** A promise that nothing but `reject` settles; nobody has to wait for it. */
const rejectable = (): { promise: Promise<never>; reject: (error: Error) => void } => {
  let reject: (error: Error) => void = () => {}
  const promise = new Promise<never>((_, no) => {
    reject = no
  })
  promise.catch(() => {})
  return { promise, reject }
}

/**
 * The class that konnectors extend: reads environment, account and folder, calls `fetch`, ends the process. With a
 * function it runs at once; a subclass is run by `run()`.
 *
 * @typeParam F the type of the manifest (`typeof manifest`), or that of the fields
 * @example
 * class Hello extends BaseKonnector<{ login: string; password: string }> {
 *   override async fetch(fields) { await this.saveFiles(await this.bills(fields), fields) }
 * }
 * void new Hello().run()
 */
export class BaseKonnector<
  F extends object = Record<string, unknown>,
  P extends object = Record<string, unknown>
> {
  static readonly findFolderPath = findFolderPath
  static readonly checkTOS = checkTOS

  /** `account.auth` and `account.oauth`, with `folderPath`. */
  fields!: FieldsOf<F> & { folderPath?: string }
  parameters!: P
  accountId: string | undefined
  /** The run itself: for what is no member here. */
  context!: RunContext
  #bound: BoundFunctions | undefined
  readonly #terminated = rejectable()

  constructor(fetch?: FetchFunction<F, P>) {
    if (typeof fetch !== 'function') return
    this.fetch = fetch.bind(this)
    // As in cozy-konnector-libs: what `new` answers is the promise of the run.
    return this.run() as unknown as this
  }

  /** What the konnector does. */
  fetch(_fields: FieldsOf<F> & { folderPath?: string }, _parameters: P): unknown {
    throw new Error('Failed to run the konnector: it has no "fetch". Give a function, or write the method.')
  }

  /** Runs as the program of this process, which it ends. With options, for a test, only the outcome is answered. */
  async run(): Promise<void>
  async run(options: RunOptions): Promise<Outcome>
  async run(options?: RunOptions): Promise<Outcome | void> {
    const steps: Steps = {
      begin: async context => {
        this.context = context
        this.#bound = boundFunctions(context)
        await this.initAttributes()
      },
      main: () => Promise.race([this.main(this.fields, this.parameters), this.#terminated.promise]),
      end: () => this.end(),
      interrupted: () => this.interrupted(),
      fail: error => this.fail(error)
    }
    return options ? live(steps, options) : runProgram(steps, { log: this.openLog() })
  }

  /** Where the program of this process writes its lines. */
  protected openLog(): Logger {
    return createLogger()
  }

  /** Calls `fetch`; to be replaced by a konnector that does more. */
  main(fields: FieldsOf<F> & { folderPath?: string }, parameters: P): unknown {
    return this.fetch(fields, parameters)
  }

  /** After `main` has succeeded. */
  end(): unknown {
    return undefined
  }

  /** When the time is over before `main` is. */
  interrupted(): unknown {
    return undefined
  }

  /** When something has failed: what it throws is the end of the run, or the failure itself where it returns. */
  fail(error: unknown): unknown {
    throw error
  }

  /** Takes from the context what the konnector finds in itself. */
  async initAttributes(): Promise<void> {
    const { account, fields, parameters } = this.context
    this.accountId = account.id
    this.fields = fields as FieldsOf<F> & { folderPath?: string }
    this.parameters = parameters as P
  }

  /** The functions of the package, bound to this run. */
  get functions(): BoundFunctions {
    if (this.#bound) return this.#bound
    throw new Error(
      'Failed to use the konnector: it does not run yet. Call it from "fetch", or from what it calls.'
    )
  }

  /** Ends the run with this error, a code of the table or anything else, even where what is thrown is caught. */
  terminate(error: unknown): never {
    const thrown = isError(error) ? error : new Error(String(error))
    this.#terminated.reject(thrown)
    throw thrown
  }

  saveFiles(...given: Parameters<BoundFunctions['saveFiles']>): ReturnType<BoundFunctions['saveFiles']> {
    return this.functions.saveFiles(...given)
  }

  saveBills(...given: Parameters<BoundFunctions['saveBills']>): ReturnType<BoundFunctions['saveBills']> {
    return this.functions.saveBills(...given)
  }

  saveIdentity(...given: Parameters<BoundFunctions['saveIdentity']>): Promise<void> {
    return this.functions.saveIdentity(...given)
  }

  get addData(): BoundFunctions['addData'] {
    return this.functions.addData
  }

  get hydrateAndFilter(): BoundFunctions['hydrateAndFilter'] {
    return this.functions.hydrateAndFilter
  }

  updateOrCreate(
    ...given: Parameters<BoundFunctions['updateOrCreate']>
  ): ReturnType<BoundFunctions['updateOrCreate']> {
    return this.functions.updateOrCreate(...given)
  }

  linkBankOperations(
    ...given: Parameters<BoundFunctions['linkBankOperations']>
  ): ReturnType<BoundFunctions['linkBankOperations']> {
    return this.functions.linkBankOperations(...given)
  }

  solveCaptcha(params: Parameters<BoundFunctions['solveCaptcha']>[0]): Promise<string> {
    return this.functions.solveCaptcha(params)
  }

  createCategorizer(
    ...given: Parameters<BoundFunctions['createCategorizer']>
  ): ReturnType<BoundFunctions['createCategorizer']> {
    return this.functions.createCategorizer(...given)
  }

  readPayload(): unknown {
    return this.functions.readPayload()
  }
  getAccountData(): Record<string, unknown> {
    return this.functions.getAccountData()
  }
  saveAccountData(
    ...given: Parameters<BoundFunctions['saveAccountData']>
  ): ReturnType<BoundFunctions['saveAccountData']> {
    return this.functions.saveAccountData(...given)
  }
  updateAccountAttributes(attributes: Partial<AccountDocument>): Promise<AccountDocument> {
    return this.functions.updateAccountAttributes(attributes)
  }
  setTwoFAState(
    ...given: Parameters<BoundFunctions['setTwoFAState']>
  ): ReturnType<BoundFunctions['setTwoFAState']> {
    return this.functions.setTwoFAState(...given)
  }
  resetTwoFAState(): ReturnType<BoundFunctions['resetTwoFAState']> {
    return this.functions.resetTwoFAState()
  }
  waitForTwoFaCode(
    ...given: Parameters<BoundFunctions['waitForTwoFaCode']>
  ): ReturnType<BoundFunctions['waitForTwoFaCode']> {
    return this.functions.waitForTwoFaCode(...given)
  }
  deactivateAutoSuccessfulLogin(): Promise<void> {
    return this.functions.deactivateAutoSuccessfulLogin()
  }
  notifySuccessfulLogin(): Promise<void> {
    return this.functions.notifySuccessfulLogin()
  }

  /** Signs in, and tells Cozy's apps so; `notifySuccessfulLogin: false` leaves the second to the konnector. */
  async signin(
    options: Parameters<BoundFunctions['signin']>[0] & { notifySuccessfulLogin?: boolean }
  ): Promise<unknown> {
    const { notifySuccessfulLogin = true, ...others } = options
    await this.deactivateAutoSuccessfulLogin()
    const parsed = await this.functions.signin(others)
    if (notifySuccessfulLogin) await this.notifySuccessfulLogin()
    return parsed
  }

  /** With the run's account. */
  getCozyMetadata(present?: CozyMetadata): CozyMetadata {
    return this.functions.getCozyMetadata(present)
  }
}
