import type { Cookie, CookieJar } from 'tough-cookie'
import { headerOf } from '../http/headers.js'
import { loadHtml } from '../http/response/load-html.js'
import { DEFAULT_USER_AGENT } from '../http/user-agent.js'
import { debugListener, type DebugListener } from './debug.js'
import type { FullResponse } from './full-response.js'
import { mergeOptions, type RequestFactoryOptions, type RequestOptions, type Transform } from './options.js'
import { RequestCall } from './request-call.js'
import { requestCookie, requestJar, type RequestJar } from './request-jar.js'
import { stepsOf, type RequestContext } from './send-options.js'

type Callback = (error: unknown, response?: FullResponse, body?: unknown) => void

/** Sends a request: by its address, its options, or both. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a request gives depends on options; request-promise says any too
export type SendRequest = <T = any>(
  target: string | URL | RequestOptions,
  options?: RequestOptions | Callback,
  callback?: Callback
) => RequestCall<T>

/** A function that sends requests, with what `request` and `request-promise` hang on theirs. */
export interface RequestInstance extends SendRequest {
  get: SendRequest
  post: SendRequest
  put: SendRequest
  patch: SendRequest
  del: SendRequest
  delete: SendRequest
  head: SendRequest
  options: SendRequest
  /** The same with other defaults. */
  defaults(options: RequestOptions): RequestInstance
  /** A new jar of cookies. */
  jar(store?: ConstructorParameters<typeof CookieJar>[0]): RequestJar
  /** A cookie, to be put into a jar. */
  cookie(text: string): Cookie | undefined
}

const transformWithCheerio: Transform = async (body, response, resolveWithFullResponse) => {
  const $ = await loadHtml(String(body))
  return resolveWithFullResponse ? { ...response, body: $ } : $
}

/** The defaults of cozy-konnector-libs, and what `cheerio` and `userAgent` stand for. */
export const defaultOptions = ({
  cheerio,
  userAgent,
  debug: _,
  ...given
}: RequestFactoryOptions): RequestOptions => {
  const options = mergeOptions<RequestOptions>({ json: true, followAllRedirects: true }, given)
  const own = headerOf(options.headers ?? {}, 'user-agent')
  const wanted = cheerio ? userAgent !== false : userAgent === true
  const agent = cheerio ? own : wanted ? undefined : own
  const headers = {
    ...options.headers,
    ...(wanted && agent === undefined ? { 'User-Agent': DEFAULT_USER_AGENT } : {})
  }
  return cheerio
    ? { ...options, headers, json: false, transform: transformWithCheerio }
    : { ...options, headers }
}

const optionsOf = (
  target: string | URL | RequestOptions,
  options?: RequestOptions | Callback
): RequestOptions => {
  const more = typeof options === 'function' ? {} : (options ?? {})
  return typeof target === 'string' || target instanceof URL
    ? { ...more, uri: target }
    : { ...target, ...more }
}

const build = (
  defaults: RequestOptions,
  context: RequestContext,
  debug: DebugListener | undefined
): RequestInstance => {
  const by =
    (method?: string): SendRequest =>
    <T>(target: string | URL | RequestOptions, options?: RequestOptions | Callback, callback?: Callback) => {
      const merged = mergeOptions(defaults, optionsOf(target, options))
      const call = new RequestCall<T>(
        stepsOf(method === undefined ? merged : { ...merged, method }, context, debug)
      )
      const told = callback ?? (typeof options === 'function' ? options : undefined)
      if (told) {
        let response: FullResponse | undefined
        call.on('response', (answer: FullResponse) => void (response = answer))
        call.then(
          () => told(null, response, response?.body),
          (error: unknown) => told(error, response)
        )
      }
      return call
    }
  const verbs = Object.fromEntries(
    ['get', 'post', 'put', 'patch', 'delete', 'head', 'options'].map(verb => [verb, by(verb.toUpperCase())])
  )
  return Object.assign(by(), verbs, {
    del: by('DELETE'),
    defaults: (more: RequestOptions) => build(mergeOptions(defaults, more), context, debug),
    jar: requestJar,
    cookie: requestCookie
  }) as unknown as RequestInstance
}

/**
 * A function that sends requests and gives what `request-promise` gives: for konnectors that are written so.
 *
 * @param context what it takes of a run: with a budget, nothing outlasts it
 * @example
 * const request = requestFactory({ cheerio: true, jar: true })
 * const $ = await request('https://shop.example/bills')
 */
export const requestFactory = (
  options: RequestFactoryOptions = {},
  context: RequestContext = {}
): RequestInstance => build(defaultOptions(options), context, debugListener(options.debug, context.secrets))
