import { types } from 'node:util'
import type { CookieStore } from '../api.js'
import { HttpError } from '../http-error.js'
import { headerOf, withoutHeaders } from '../headers.js'
import type { Deadline } from '../limits/deadline.js'
import type { HostLimits } from '../limits/host-limits.js'
import type { PreparedRequest } from './prepared-request.js'
import { followRedirect, isRedirect } from './redirect.js'

/** How one try is made. */
export interface ExchangeOptions {
  maxRedirects: number
  /** Whether this redirect is followed; each one where absent. */
  follows?: (request: PreparedRequest, response: Response) => boolean
  /** Whether the request after a redirect names the one before it, as the library `request` does. */
  refererOfRedirect?: boolean
  jar?: Pick<CookieStore, 'header' | 'keep'> | undefined
  limits: HostLimits
  deadline: Deadline
  /** Without secrets. */
  shown: (url: URL) => string
  /** Told each request as it is sent. */
  onRequest?: (request: PreparedRequest) => void
  /** Told each request that a redirect leads to, with the redirect. */
  onRedirect?: (request: PreparedRequest, response: Response) => void
  /** The dispatcher of undici for a request with these headers; that of fetch where it answers none. */
  dispatcher?: (headers: Record<string, string>) => unknown
}

/** A request, the last one of all redirects, with its answer. */
export interface Exchange {
  request: PreparedRequest
  response: Response
  redirects: number
  deadline: Deadline
}

/** fetch writes these itself, or refuses them. */
const NOT_OURS = [
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
  'expect',
  'content-length'
]

const withCookies = async (
  request: PreparedRequest,
  jar: ExchangeOptions['jar']
): Promise<Record<string, string>> => {
  const kept = (await jar?.header(request.url.href)) ?? ''
  if (kept === '') return request.headers
  const given = headerOf(request.headers, 'cookie')
  const others = withoutHeaders(request.headers, ['cookie'])
  return { ...others, Cookie: given === undefined || given === '' ? kept : `${kept}; ${given}` }
}

const fetchOne = async (request: PreparedRequest, options: ExchangeOptions): Promise<Response> => {
  const { deadline, jar } = options
  const headers = withoutHeaders(await withCookies(request, jar), NOT_OURS)
  deadline.follow()
  const leave = await options.limits.enter(request.url.host, deadline.signal)
  try {
    deadline.watch()
    options.onRequest?.({ ...request, headers })
    const dispatcher = options.dispatcher?.(headers)
    const init = {
      method: request.method,
      headers,
      redirect: 'manual',
      signal: deadline.signal,
      ...(request.body ? { body: request.body.content, duplex: 'half' } : {}),
      ...(dispatcher === undefined ? {} : { dispatcher })
    }
    // By its global name at each use: recordings and tests put another one there.
    const response = await globalThis.fetch(request.url, init as RequestInit)
    for (const cookie of response.headers.getSetCookie()) await jar?.keep(cookie, request.url.href)
    return response
  } finally {
    deadline.rest()
    leave()
  }
}

/**
 * One try: sends, follows redirects and keeps the cookies of each.
 *
 * @throws HttpError `redirect` where they do not end; else whatever fetch throws
 */
export const exchange = async (first: PreparedRequest, options: ExchangeOptions): Promise<Exchange> => {
  let request = first
  for (let redirects = 0; ; redirects++) {
    const response = await fetchOne(request, options)
    const location = isRedirect(response.status) ? response.headers.get('location') : null
    const follows = options.follows?.(request, response) ?? true
    if (location === null || options.maxRedirects === 0 || !follows) {
      return { request, response, redirects, deadline: options.deadline }
    }
    await response.body?.cancel()
    const fail = (reason: string, cause?: unknown): HttpError =>
      new HttpError({
        kind: 'redirect',
        method: request.method,
        url: options.shown(request.url),
        reason,
        cause
      })
    if (redirects >= options.maxRedirects)
      throw fail(`the site redirects more than ${String(options.maxRedirects)} times`)
    try {
      const next = followRedirect(request, response.status, location)
      const referer = options.refererOfRedirect ? { referer: request.url.href } : {}
      request = { ...next, headers: { ...withoutHeaders(next.headers, Object.keys(referer)), ...referer } }
      options.onRedirect?.(request, response)
    } catch (error) {
      throw fail(types.isNativeError(error) ? error.message : String(error), error)
    }
  }
}
