import { setMaxListeners } from 'node:events'
import type { CookieStore, HttpOptions, HttpRequest, HttpResponse } from './api.js'
import { kindOfStatus } from './error-kinds.js'
import { HttpError } from './http-error.js'
import { openDeadline } from './limits/deadline.js'
import type { HostLimits } from './limits/host-limits.js'
import { isIdempotentMethod, retryAfterOf, retryScheduleOf } from './limits/retry-schedule.js'
import { ProviderResponse } from './response/provider-response.js'
import { exchange, type Exchange } from './send/exchange.js'
import { failureOf } from './send/failure-of.js'
import { prepareRequest } from './send/prepare.js'
import { createTries } from './tries.js'

const TIMEOUT = 30_000
const MAX_REDIRECTS = 10

/** A client as its requests see it. */
export interface Client extends Omit<HttpOptions, 'jar' | 'rateLimit'> {
  jar: CookieStore | undefined
  limits: HostLimits
  /** Hides secrets in a text. */
  hide: (text: string) => string
  /** An address without secrets. */
  shown: (url: URL) => string
}

const statusReason = (response: HttpResponse, tries: number): string => {
  const words = response.statusText === '' ? '' : ` ${response.statusText}`
  const times = tries > 1 ? `, ${String(tries)} times` : ''
  const asked = retryAfterOf(response.headers.get('retry-after'), Date.now())
  const wait = asked === undefined ? '' : `, and asks to wait ${String(Math.ceil(asked / 1000))} s`
  return `the site answered ${String(response.status)}${words}${times}${wait}`
}

/** Sends one request, as often as it takes. @throws HttpError, and TypeError for a request that is none */
export const sendRequest = async (
  url: string | URL,
  request: HttpRequest,
  client: Client
): Promise<HttpResponse> => {
  const { budget, log, jar, limits, hide } = client
  const timeout = request.timeout ?? client.timeout ?? TIMEOUT
  const formEncoding = request.formEncoding ?? client.formEncoding
  const prepared = await prepareRequest(
    url,
    formEncoding === undefined ? request : { ...request, formEncoding },
    client
  )
  const shown = { method: prepared.method, url: client.shown(prepared.url) }
  const ends = { timeout, runSignal: budget?.signal, signal: request.signal, hide }
  if (budget) setMaxListeners(0, budget.signal)

  const attempt = async (): Promise<Exchange> => {
    const deadline = openDeadline(timeout, [budget?.signal, request.signal])
    const startedAt = performance.now()
    try {
      const answer = await exchange(prepared, {
        jar,
        limits,
        deadline,
        maxRedirects: request.maxRedirects ?? client.maxRedirects ?? MAX_REDIRECTS,
        shown: client.shown
      })
      const milliseconds = Math.round(performance.now() - startedAt)
      log?.debug(
        hide(`${shown.method} ${shown.url}: ${String(answer.response.status)} in ${String(milliseconds)} ms`)
      )
      return answer
    } catch (error) {
      throw failureOf(error, { ...shown, ...ends, deadline })
    } finally {
      deadline.rest()
    }
  }

  const tries = createTries(attempt, {
    ...(budget ? { budget } : {}),
    ...(log ? { log } : {}),
    schedule: retryScheduleOf(request.retries ?? client.retries),
    replayable: !prepared.body?.once,
    harmless: request.idempotent ?? isIdempotentMethod(prepared.method),
    signal: request.signal ?? budget?.signal,
    failureOf: error => failureOf(error, { ...shown, ...ends }),
    shown: `${shown.method} ${shown.url}`
  })
  const responseOf = (answer: Exchange): HttpResponse => {
    const response = new ProviderResponse(answer, {
      encoding: request.encoding ?? client.encoding,
      shown,
      hide,
      failureOf: (error, { deadline }) => failureOf(error, { ...shown, ...ends, deadline }),
      again: async error => {
        const next = await tries.again(error)
        if (next) responseOf(next)
        return next
      }
    })
    if (response.status < 400 || !(request.throwOnStatus ?? client.throwOnStatus ?? true)) return response
    const reason = statusReason(response, tries.count)
    throw new HttpError({ kind: kindOfStatus(response.status), ...shown, reason, response })
  }
  return responseOf(await tries.run())
}
