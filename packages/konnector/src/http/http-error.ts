import { KonnectorError } from '../errors/konnector-error.js'
import type { HttpResponse } from './api.js'
import { HTTP_FAILURES, type HttpErrorKind } from './error-kinds.js'

/** What is known of a failure. */
export interface HttpFailureFacts {
  kind: HttpErrorKind
  method: string
  /** Without secrets: see `shownUrl`. */
  url: string
  /** Why, without secrets, as the end of "Failed to GET …: …". */
  reason: string
  response?: HttpResponse
  cause?: unknown
}

/**
 * The provider's site did not answer, or not as it should. Uncaught it ends the run with the code of its kind:
 * `VENDOR_DOWN` for most. Its `detail` names method and address, without secrets.
 */
export class HttpError extends KonnectorError {
  readonly kind: HttpErrorKind
  readonly method: string
  /** Without secrets. */
  readonly url: string
  /** Status of the answer; undefined where there was none. */
  readonly status: number | undefined
  /** The answer, which can still be read. */
  readonly response!: HttpResponse | undefined

  constructor({ kind, method, url, reason, response, cause }: HttpFailureFacts) {
    const { code, advice } = HTTP_FAILURES[kind]
    super(code, { message: `Failed to ${method} ${url}: ${reason}. ${advice}.`, cause })
    this.kind = kind
    this.method = method
    this.url = url
    this.status = response?.status
    // Not to be listed: a log that prints the error would print the headers, and cookies with them.
    Object.defineProperty(this, 'response', { value: response, enumerable: false })
  }

  /** Whether it is one of these: `HttpError.is(error, 'status')`. */
  static is(error: unknown, ...kinds: HttpErrorKind[]): error is HttpError {
    return error instanceof HttpError && (kinds.length === 0 || kinds.includes(error.kind))
  }
}
