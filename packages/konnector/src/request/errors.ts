import type { FullResponse } from './full-response.js'
import type { RequestOptions } from './options.js'

/** The options may hold a password, the answer cookies: whoever prints the error does not print them. */
const hide = (error: object, values: Record<string, unknown>): void => {
  for (const [name, value] of Object.entries(values)) {
    Object.defineProperty(error, name, { value, enumerable: false, writable: true, configurable: true })
  }
}

/** An answer whose status is not 2xx, as `request-promise` has it. */
export class StatusCodeError extends Error {
  override readonly name = 'StatusCodeError'
  readonly statusCode: number
  /** The body. */
  readonly error!: unknown
  readonly options!: RequestOptions
  /** The answer, or what `transform` made of it. */
  readonly response!: unknown

  constructor(statusCode: number, body: unknown, options: RequestOptions, response: unknown) {
    super(`${String(statusCode)} - ${JSON.stringify(body)}`)
    this.statusCode = statusCode
    hide(this, { error: body, options, response })
  }
}

/** No answer, as `request-promise` has it: `cause` is the error of the connection, with its `code`. */
export class RequestError extends Error {
  override readonly name: string = 'RequestError'
  readonly error!: unknown
  readonly options!: RequestOptions
  readonly response!: FullResponse | undefined

  constructor(cause: unknown, options: RequestOptions, response?: FullResponse) {
    super(String(cause), { cause })
    hide(this, { error: cause, options, response })
  }
}

/** What `transform` threw, as `request-promise` has it. */
export class TransformError extends RequestError {
  override readonly name = 'TransformError'
}
