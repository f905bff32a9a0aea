import { isError, isNamedError } from './is-error.js'
import { errorEntry, type ErrorCode } from './table.js'

/** What goes with a code. */
export interface KonnectorErrorOptions {
  /** For the log, as a person reads it: *Failed to X: why. What to do.* */
  message?: string
  /** What was thrown before. */
  cause?: unknown
  /** Whether the stack should not run the konnector a second time at once; as the table says where absent. */
  noRetry?: boolean
}

/**
 * An error whose `message` is its code alone: the stack takes it for the outcome of the job, and Cozy's apps show the
 * owner what it means. Thrown anywhere in a konnector, it ends the run.
 *
 * @example
 * throw new KonnectorError('LOGIN_FAILED', { message: 'Failed to sign in: the site says "unknown customer".' })
 */
export class KonnectorError extends Error {
  override readonly name = 'KonnectorError'
  /** Of the table, or one that begins with one of the table: `LOGIN_FAILED.SOMETHING`. */
  readonly code: string
  /** For the log; undefined where the code says all. */
  readonly detail: string | undefined
  readonly noRetry: boolean

  constructor(code: ErrorCode | (string & {}), options: KonnectorErrorOptions = {}) {
    super(code, options.cause === undefined ? {} : { cause: options.cause })
    this.code = code
    this.detail = options.message
    this.noRetry = options.noRetry ?? errorEntry(code)?.retried === false
  }

  /** Whether it is one, though it be of a copy of this class in another bundle or realm. */
  static isOne(error: unknown): error is KonnectorError {
    return error instanceof KonnectorError || isNamedError(error, 'KonnectorError')
  }
}

/**
 * The code of anything that was thrown: that of a {@link KonnectorError}, or a message that is a code of the table, as
 * in `throw new Error('LOGIN_FAILED')`. Undefined for all else.
 */
export const codeOf = (error: unknown): string | undefined => {
  if (KonnectorError.isOne(error)) return error.code
  const text = isError(error) ? error.message : error
  return typeof text === 'string' && /^[A-Z_]+(?:\.[A-Z0-9_]+)*$/.test(text) && errorEntry(text)
    ? text
    : undefined
}
