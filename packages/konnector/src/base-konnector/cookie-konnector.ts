import type { CookieJar } from 'tough-cookie'
import type { CookieStore, Http, HttpOptions } from '../http/api.js'
import { createHttp } from '../http/create-http.js'
import type { RequestFactoryOptions } from '../request/options.js'
import { requestFactory, type RequestInstance } from '../request/request-factory.js'
import { requestJar, storeOfJar, type RequestJar } from '../request/request-jar.js'
import type { BoundFunctions } from '../run/bound-functions.js'
import { BaseKonnector } from './base-konnector.js'

/** Options of `http`, and under `request` those of `requestFactory`. */
export interface CookieKonnectorOptions extends HttpOptions {
  request?: RequestFactoryOptions
}

/**
 * A konnector whose cookies are kept in the account from one run to the next (`data.auth.session`). The subclass says
 * by `testSession` whether they still are a session. `http` and `request` send the same cookies.
 *
 * @example
 * class Hello extends CookieKonnector {
 *   async testSession() { return (await this.http.get(HOME).$())('.logout').length > 0 }
 *   override async fetch(fields) {
 *     if (!(await this.testSession())) await this.signin({ url: HOME, formSelector: 'form', formData: fields })
 *   }
 * }
 */
export abstract class CookieKonnector<
  F extends object = Record<string, unknown>,
  P extends object = Record<string, unknown>
> extends BaseKonnector<F, P> {
  /** The cookies themselves, as `requestFactory().jar()` makes them. */
  _jar: RequestJar = requestJar()
  /** The provider's side, with the kept cookies. */
  http!: Http
  /** The same in the manner of `request-promise`. */
  request: RequestInstance
  protected readonly jar: CookieStore = storeOfJar(this._jar)
  readonly #options: HttpOptions

  constructor({ request, ...options }: CookieKonnectorOptions = {}) {
    super()
    if (typeof (this as { testSession?: unknown }).testSession !== 'function') {
      throw new Error(
        'Could not find a testSession method. CookieKonnector needs it to test if a session is valid. Please implement it'
      )
    }
    this.#options = options
    this.request = this.requestFactory(request)
  }

  /** Whether the provider still knows the cookies. */
  abstract testSession(): Promise<unknown>

  /** Sends requests with other options, and the kept cookies. */
  requestFactory(options?: RequestFactoryOptions): RequestInstance {
    return requestFactory({ ...options, jar: this._jar })
  }

  override async initAttributes(): Promise<void> {
    await super.initAttributes()
    const { budget, log } = this.context
    this.http = createHttp({ budget, log, ...this.#options, jar: this.jar })
    // Whatever sends requests in this run finds the same cookies.
    this.context.http = this.http
    await this.initSession()
  }

  /** Takes the cookies of the last run. Answers whether there were any. */
  async initSession(): Promise<boolean> {
    const { log } = this.context
    try {
      const session = await this.functions.loadSession()
      if (session !== undefined && session !== null) {
        await this.jar.restore(session)
        log.debug('found saved session, using it...')
        return true
      }
    } catch (error) {
      log.warn('Could not reset the session', {
        reason: error instanceof Error ? error.message : String(error)
      })
      await this.jar.clear()
    }
    log.debug('Found no session')
    return false
  }

  /** Keeps the cookies for the next run; those of `browser` where it is given. */
  async saveSession(browser?: { getCookieJar?: () => CookieJar }): Promise<void> {
    if (browser?.getCookieJar) this._jar._jar = browser.getCookieJar()
    const { account, log } = this.context
    if (account.id === undefined) return
    await this.functions.saveSession(await this.jar.serialize())
    log.debug('saved the session')
  }

  /** Begins with no cookies, now and in the next run. */
  async resetSession(): Promise<void> {
    this.context.log.debug('Reset cookie session...')
    await this.jar.clear()
    await this.saveSession()
  }

  override async end(): Promise<void> {
    await this.saveSession()
    await super.end()
  }

  override async interrupted(): Promise<void> {
    await this.saveSession()
  }

  override async signin(
    options: Parameters<BoundFunctions['signin']>[0] & { notifySuccessfulLogin?: boolean }
  ): Promise<unknown> {
    const parsed = await super.signin(options)
    await this.saveSession()
    return parsed
  }
}
