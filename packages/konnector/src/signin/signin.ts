import type { Logger } from '@cozy-jobs/logging'
import type { CheerioAPI } from 'cheerio'
import { KonnectorError } from '../errors/konnector-error.js'
import type { Fields, Http, HttpRequest } from '../http/api.js'
import { HttpError } from '../http/http-error.js'
import { isHttp } from '../http/is-http.js'
import { httpFormClient, type FormClient, type SigninResponse } from './form-client.js'
import { fillForm } from './login-form.js'
import { checkStrategy, PARSERS, type ParseStrategy } from './parse-answer.js'
import { requestFormClient, type RequestInstance } from './request-form-client.js'

export type { SigninResponse } from './form-client.js'

/** What each strategy gives. */
export interface ParsedAnswers {
  cheerio: CheerioAPI
  json: unknown
  raw: string
}

/** How to sign in, with any option of a request (`headers`, `encoding`, `timeout` …). */
export interface SigninOptions<P extends ParseStrategy = 'cheerio'> extends Pick<
  HttpRequest,
  'headers' | 'encoding' | 'timeout' | 'retries' | 'signal' | 'maxRedirects'
> {
  /** The page with the form. */
  url: string
  /** Finds the form; of several the first is taken. */
  formSelector: string
  /** What is entered, by the names of the fields; or a function that makes it of the page. */
  formData?: Fields | (($: CheerioAPI) => Fields | Promise<Fields>)
  /** How the answer is parsed; `cheerio` where absent. */
  parse?: P
  /** Says whether the login has worked, or throws what is the matter; status 200 says so where absent. */
  validate?: (
    statusCode: number,
    parsed: ParsedAnswers[P],
    fullResponse: SigninResponse
  ) => boolean | Promise<boolean>
  /** Sends the requests instead of the run's own client: another `http`, or made by `requestFactory`. */
  requestInstance?: Http | RequestInstance
}

/** What signing in takes of a run. */
export interface SigninContext {
  http: Http
  log?: Pick<Logger, 'error'>
}

const parseAnswer = async (parse: ParseStrategy, { body, statusCode }: SigninResponse): Promise<unknown> => {
  try {
    return await PARSERS[parse](body)
  } catch (cause) {
    const reason = `the site answered ${String(statusCode)} with what is no JSON`
    throw new KonnectorError('VENDOR_DOWN', {
      message: `Failed to sign in: ${reason}. Look whether it has changed.`,
      cause
    })
  }
}

const signInBy = async <P extends ParseStrategy>(
  client: FormClient,
  options: SigninOptions<P>
): Promise<ParsedAnswers[P]> => {
  const { url, formSelector, formData, validate = (status: number) => status === 200 } = options
  const page = await client.page(url)
  const given = typeof formData === 'function' ? await formData(page.$) : formData
  const form = fillForm(page.$, page.url, { formSelector, formData: given, button: client.sendsButton })
  const answer = await client.submit(form, page)
  const parsed = (await parseAnswer(options.parse ?? 'cheerio', answer)) as ParsedAnswers[P]
  if (await validate(answer.statusCode, parsed, answer)) return parsed
  const reason = `the site answered ${String(answer.statusCode)}, and "validate" says that nobody is signed in`
  throw new KonnectorError('LOGIN_FAILED', {
    message: `Failed to sign in: ${reason}. Look at login and password.`
  })
}

/**
 * Signs in by an HTML form: gets its page, fills it in, sends it, and says whether that has worked.
 *
 * @returns the parsed answer
 * @throws KonnectorError `LOGIN_FAILED` where `validate` says so, `INVALID_FORM`, `UNKNOWN_PARSING_STRATEGY` at once,
 *   `VENDOR_DOWN` where the site does not answer
 * @throws TypeError at once, where `url` or `formSelector` is missing
 * @example
 * await signin(run, { url, formSelector: '#login', formData: { login, password }, validate: (_, $) => $('.logout').length > 0 })
 */
export const signin = <P extends ParseStrategy = 'cheerio'>(
  { http, log }: SigninContext,
  options: SigninOptions<P>
): Promise<ParsedAnswers[P]> => {
  const {
    url,
    formSelector,
    parse,
    requestInstance,
    headers,
    encoding,
    timeout,
    retries,
    signal,
    maxRedirects
  } = options as Partial<typeof options>
  if (url === undefined) throw new TypeError('signin: `url` must be defined')
  if (formSelector === undefined) throw new TypeError('signin: `formSelector` must be defined')
  checkStrategy(parse ?? 'cheerio')
  const given = { headers, encoding, timeout, retries, signal, maxRedirects }
  const known = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined)
  ) as HttpRequest
  const client =
    requestInstance && !isHttp(requestInstance)
      ? requestFormClient(requestInstance)
      : httpFormClient(requestInstance ?? http, known)
  return signInBy(client, options).catch((error: unknown) => {
    if (error instanceof KonnectorError && !HttpError.is(error, 'out-of-time'))
      log?.error(error.detail ?? error.code)
    throw error
  })
}
