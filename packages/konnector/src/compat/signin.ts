import { requestFactory } from '../request/request-factory.js'
import type { RequestFactoryOptions } from '../request/options.js'
import { signin as signinOfRun, type SigninOptions } from '../signin/signin.js'
import { KonnectorError } from '../errors/konnector-error.js'
import { log } from './log.js'
import { processRun } from './process-run.js'

/** Options of `signin`, with any of `requestFactory`. */
export type OldSigninOptions = Omit<SigninOptions, keyof RequestFactoryOptions> &
  RequestFactoryOptions & { url?: string }

/** What cozy-konnector-libs writes of a failure; nothing of a login that did not work. */
const messageOf = (error: unknown, { formSelector, parse }: OldSigninOptions): string | undefined => {
  if (!(error instanceof KonnectorError)) return undefined
  if (error.code === 'INVALID_FORM') return `element matching \`${formSelector}\` is not a \`form\``
  if (error.code === 'UNKNOWN_PARSING_STRATEGY')
    return `signin: parsing strategy \`${String(parse)}\` unknown. Use one of \`raw\`, \`cheerio\` or \`json\``
  return error.code === 'VENDOR_DOWN' ? (error.detail ?? error.code) : undefined
}

/** Signs in by a form. Without `requestInstance` the cookies are the ones of `requestFactory({ jar: true })`. */
export const signin = async (given: OldSigninOptions = {} as OldSigninOptions): Promise<unknown> => {
  const { url, formSelector, formData, parse, validate, requestInstance, ...options } = given
  const request = requestInstance ?? requestFactory({ jar: true, json: false, ...options })
  const asked = { url, formSelector, formData, parse, validate, requestInstance: request }
  const known = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined))
  const { http } = await processRun()
  try {
    return await signinOfRun({ http }, known as unknown as SigninOptions)
  } catch (error) {
    const said = messageOf(error, given)
    if (said !== undefined) log('error', said)
    throw error
  }
}
