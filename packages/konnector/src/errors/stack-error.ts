import { isNamedError } from './is-error.js'

/** Why the stack did not do what it was asked. */
export type StackErrorCode =
  | 'unauthorized'
  | 'blocked'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'invalid_content'
  | 'quota_exceeded'
  | 'invalid'
  | 'too_many_requests'
  | 'unavailable'
  | 'unreachable'
  | 'out_of_time'
  | 'unknown'

const BY_STATUS: Readonly<Record<number, StackErrorCode>> = {
  400: 'invalid',
  401: 'unauthorized',
  402: 'blocked',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  412: 'invalid_content',
  413: 'quota_exceeded',
  422: 'invalid',
  429: 'too_many_requests'
}

const ADVICE: Readonly<Record<StackErrorCode, string>> = {
  unauthorized: 'The token has ended or is no token of this Cozy: start the konnector again',
  blocked: 'The owner has to open the Cozy: it is blocked, or has new terms to accept',
  forbidden: 'Add the doctype and the verb to "permissions" of manifest.konnector',
  not_found: 'Look at the id or the path',
  conflict: 'Read it again and repeat, or take another name',
  invalid_content: 'What arrived is not what was announced (size, md5, revision): send it again',
  quota_exceeded: 'The owner removes files, or asks for more room',
  invalid: 'Look at what is sent',
  too_many_requests: 'Ask less often',
  unavailable: 'Look at the log of the stack, and start the konnector again',
  unreachable: 'Look whether the stack runs at COZY_URL, and start the konnector again',
  out_of_time: 'The next run goes on',
  unknown: 'Look at the log of the stack'
}

/** What is known of a failure. */
export interface StackFailure {
  code: StackErrorCode
  /** Status of the answer; 0 where there was none. */
  status: number
  /** What was tried, without secrets: `create a document of io.cozy.bills`. */
  act: string
  /** The stack's own words. */
  reason: string
  /** `title` of each error in the answer. */
  titles?: readonly string[]
  cause?: unknown
}

/** The stack refused, or did not answer. */
export class StackError extends Error {
  override readonly name = 'StackError'
  readonly code: StackErrorCode
  readonly status: number
  /** The stack's own words. */
  readonly reason: string
  /** `title` of each error in the answer: `Conflict`, `TOS Updated` … */
  readonly titles: readonly string[]

  constructor({ code, status, act, reason, titles = [], cause }: StackFailure) {
    super(`Failed to ${act}: ${reason}. ${ADVICE[code]}.`, cause === undefined ? {} : { cause })
    this.code = code
    this.status = status
    this.reason = reason
    this.titles = titles
  }

  /** Whether it is one of these: `StackError.is(error, 'conflict', 'not_found')`. */
  static is(error: unknown, ...codes: StackErrorCode[]): error is StackError {
    if (!(error instanceof StackError || isNamedError(error, 'StackError'))) return false
    return codes.length === 0 || codes.includes((error as StackError).code)
  }
}

/** The code that a status stands for. */
export const stackErrorCode = (status: number): StackErrorCode =>
  BY_STATUS[status] ?? (status >= 500 ? 'unavailable' : 'unknown')
