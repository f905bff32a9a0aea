import { CookieKonnector as Base } from '../../base-konnector/cookie-konnector.js'
import type { RequestFactoryOptions } from '../../request/options.js'
import type { OldSigninOptions } from '../signin.js'
import { withOldNames } from './old-names.js'

/** `CookieKonnector` of cozy-konnector-libs: its options are those of `requestFactory`. */
export abstract class CookieKonnector extends withOldNames(Base) {
  constructor(requestFactoryOptions: RequestFactoryOptions = {}) {
    super({ request: requestFactoryOptions })
  }

  override async signin(options: OldSigninOptions & { notifySuccessfulLogin?: boolean }): Promise<unknown> {
    const parsed = await super.signin({ ...options, requestInstance: this.request })
    await this.saveSession()
    return parsed
  }

  override saveFiles(entries: never, fields: never, options: object = {}): never {
    return super.saveFiles(entries, fields, { ...options, requestInstance: this.request })
  }

  override saveBills(entries: never, fields?: never, options: object = {}): Promise<unknown> {
    return super.saveBills(entries, fields, { ...options, requestInstance: this.request })
  }
}
