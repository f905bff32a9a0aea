import type { Budget } from '../run/budget.js'
import { headersOfJar } from '../http/cookies/cookie-store.js'
import { HttpError } from '../http/http-error.js'
import { openDeadline } from '../http/limits/deadline.js'
import { createHostLimits } from '../http/limits/host-limits.js'
import { readBody } from '../http/response/read-body.js'
import { exchange, type Exchange } from '../http/send/exchange.js'
import type { PreparedRequest } from '../http/send/prepared-request.js'
import { shownUrl } from '../http/shown-url.js'
import type { DebugListener } from './debug.js'
import { RequestError, StatusCodeError, TransformError } from './errors.js'
import { fullResponse, plainHeaders, type FullResponse } from './full-response.js'
import type { RequestOptions } from './options.js'
import { givenHeadersDispatcher } from './given-headers-dispatcher.js'
import { parseBody } from './parse-body.js'
import { prepareOptions } from './prepare-options.js'
import type { CallSteps } from './request-call.js'
import { jarOf } from './request-jar.js'
import { tlsDispatcher } from './tls-dispatcher.js'

const TIMEOUT = 120_000
const MAX_REDIRECTS = 10
const UNLIMITED = createHostLimits(false)

/** What requests take of a run. */
export interface RequestContext {
  budget?: Pick<Budget, 'left' | 'signal'>
  /** Values that no message shows. */
  secrets?: readonly string[]
}

const isSuccess = (status: number): boolean => status >= 200 && status < 300

/** The error of the connection, with the code that konnectors look at. */
const causeOf = (error: unknown, timedOut: boolean): unknown => {
  if (timedOut) return Object.assign(new Error('ESOCKETTIMEDOUT'), { code: 'ESOCKETTIMEDOUT' })
  let inner = error
  while (!(error instanceof HttpError) && (inner as { cause?: unknown } | null)?.cause)
    inner = (inner as { cause: unknown }).cause
  return inner instanceof HttpError ? new Error(inner.detail ?? inner.code) : inner
}

const followsBy =
  ({ followAllRedirects, followRedirect = true }: RequestOptions) =>
  (request: PreparedRequest, response: Response): boolean => {
    if (followAllRedirects) return true
    if (typeof followRedirect === 'function') return followRedirect(fullResponse({ request, response }))
    return followRedirect && !/^(?:PATCH|PUT|POST|DELETE)$/.test(request.method)
  }

let lastDebugId = 0

const shownBody = (request: PreparedRequest): { body?: unknown } =>
  typeof request.body?.content === 'string' ? { body: request.body.content } : {}

/** The steps of one request. */
export const stepsOf = (
  options: RequestOptions,
  context: RequestContext,
  debug?: DebugListener
): CallSteps => {
  const debugId = ++lastDebugId
  const startedAt = performance.now()
  let answered: Exchange | undefined
  let full: FullResponse | undefined
  let timedOut = false

  const send = async (signal: AbortSignal): Promise<Exchange> => {
    const deadline = openDeadline(options.timeout ?? TIMEOUT, [context.budget?.signal, signal])
    const jar = jarOf(options.jar)
    const follows = followsBy(options)
    try {
      return await exchange(await prepareOptions(options), {
        maxRedirects: options.maxRedirects ?? MAX_REDIRECTS,
        follows,
        refererOfRedirect: options.removeRefererHeader !== true,
        jar: jar ? headersOfJar(jar) : undefined,
        limits: UNLIMITED,
        deadline,
        shown: url => shownUrl(url, context.secrets),
        dispatcher: headers => givenHeadersDispatcher(headers, tlsDispatcher(options)),
        onRequest: request =>
          debug?.('request', {
            debugId,
            uri: request.url.href,
            method: request.method,
            headers: request.headers,
            ...shownBody(request)
          }),
        onRedirect: (request, { status, headers }) =>
          debug?.('redirect', {
            debugId,
            statusCode: status,
            headers: plainHeaders(headers),
            uri: request.url.href
          })
      })
    } finally {
      timedOut = deadline.timedOut
    }
  }

  const transformed = async (response: FullResponse): Promise<unknown> => {
    const { transform, resolveWithFullResponse = false } = options
    if (!transform) return resolveWithFullResponse ? response : response.body
    try {
      return await transform(response.body, response, resolveWithFullResponse)
    } catch (error) {
      throw new TransformError(error, options, response)
    }
  }

  return {
    async answer(signal) {
      answered = await send(signal)
      full = fullResponse(answered)
      return full
    },
    bytes: () => {
      if (!answered) throw new Error('there is no answer yet')
      const { deadline } = answered
      return readBody(answered, (error, reason) => {
        timedOut = deadline.timedOut
        return error ?? Object.assign(new Error(`aborted: ${reason ?? ''}`), { code: 'ECONNRESET' })
      })
    },
    async result(bytes) {
      if (!full || !answered) throw new Error('there is no answer yet')
      full.body = parseBody(bytes, answered.response.headers.get('content-type') ?? '', options)
      if (options.time) full.elapsedTime = Math.round(performance.now() - startedAt)
      const { statusCode, headers, body } = full
      debug?.('response', { debugId, statusCode, headers, body })
      if (isSuccess(statusCode) || options.simple === false) return transformed(full)
      const asIs = options.transform2xxOnly === true || !options.transform
      throw new StatusCodeError(statusCode, body, options, asIs ? full : await transformed(full))
    },
    failure: error =>
      error instanceof RequestError || error instanceof StatusCodeError
        ? error
        : new RequestError(causeOf(error, timedOut), options, full)
  }
}
