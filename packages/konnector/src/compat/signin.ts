import { requestFactory } from '../request/request-factory.js'
import type { RequestFactoryOptions } from '../request/options.js'
import { signin as signinOfRun, type SigninOptions } from '../signin/signin.js'
import { processLog, processRun } from './process-run.js'

/** Options of `signin`, with any of `requestFactory`. */
export type OldSigninOptions = Omit<SigninOptions, keyof RequestFactoryOptions> &
  RequestFactoryOptions & { url?: string }

/** Signs in by a form. Without `requestInstance` the cookies are the ones of `requestFactory({ jar: true })`. */
export const signin = async (given: OldSigninOptions = {} as OldSigninOptions): Promise<unknown> => {
  const { url, formSelector, formData, parse, validate, requestInstance, ...options } = given
  const request = requestInstance ?? requestFactory({ jar: true, json: false, ...options })
  const asked = { url, formSelector, formData, parse, validate, requestInstance: request }
  const known = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined))
  const { http } = await processRun()
  return signinOfRun({ http, log: processLog() }, known as unknown as SigninOptions)
}
