import { types } from 'node:util'
import type { HttpErrorKind } from '../error-kinds.js'
import { kindOfNetworkError } from '../error-kinds.js'
import { HttpError } from '../http-error.js'
import type { Deadline } from '../limits/deadline.js'

/** What a failure is told of: method and address without secrets, and what may have ended it. */
export interface FailureContext {
  method: string
  /** Without secrets. */
  url: string
  deadline?: Deadline
  /** Milliseconds. */
  timeout: number
  /** The end of the run. */
  runSignal?: AbortSignal | undefined
  /** The request's own. */
  signal?: AbortSignal | undefined
  hide: (text: string) => string
}

const REASONS: Partial<Record<HttpErrorKind, string>> = {
  dns: 'there is no such host, or no network',
  connect: 'the connection failed',
  tls: "the site's certificate is refused",
  timeout: 'the site took too long'
}

/** The innermost error that has a code: fetch says no more than "fetch failed". */
const rootOf = (error: unknown): { code: string | undefined; message: string } => {
  let message = types.isNativeError(error) ? error.message : String(error)
  for (let one = error, depth = 0; types.isNativeError(one) && depth < 8; one = one.cause, depth++) {
    if (one.message !== '') message = one.message
    const { code } = one as { code?: unknown }
    if (typeof code === 'string') return { code, message }
  }
  return { code: undefined, message }
}

/** Errors of Node's sockets, of its TLS and of undici have such codes. */
const OF_THE_NETWORK =
  /^(?:E(?!RR_)[A-Z0-9_]+|ERR_(?:TLS|SSL|STREAM)_.*|UND_ERR_.*|CERT_.*|UNABLE_TO.*|DEPTH_ZERO.*|SELF_SIGNED.*|HOSTNAME_MISMATCH|Z_.*)$/

/** A typed error of whatever fetch threw; a request that its own signal ended throws that signal's reason. */
export const failureOf = (error: unknown, context: FailureContext): unknown => {
  if (error instanceof HttpError) return error
  const { method, url, deadline, timeout, hide } = context
  const failed = (kind: HttpErrorKind, reason: string): HttpError =>
    new HttpError({ kind, method, url, reason: hide(reason), cause: error })
  if (context.runSignal?.aborted) return failed('out-of-time', 'the time of the run is over')
  if (context.signal?.aborted) return context.signal.reason
  if (deadline?.timedOut) return failed('timeout', `nothing came for ${String(timeout / 1000)} s`)
  const { code, message } = rootOf(error)
  // Something between us and the network has refused it, such as a recording that lacks the request: it says why.
  if (code === undefined || !OF_THE_NETWORK.test(code)) return failed('invalid-request', message)
  const kind = kindOfNetworkError(code)
  return failed(kind, `${REASONS[kind] ?? message} (${code})`)
}
