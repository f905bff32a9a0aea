import { checkTOS } from '../account/check-tos.js'
import { codeOf, KonnectorError } from '../errors/konnector-error.js'
import { isError } from '../errors/is-error.js'
import { StackError, type StackErrorCode } from '../errors/stack-error.js'
import { errorEntry, type ErrorCode } from '../errors/table.js'

/** How a run has ended. */
export type Outcome =
  | { state: 'done' }
  | {
      state: 'errored'
      /** What the stack stores as the error of the job: a code of the table, or the message of something unexpected. */
      error: string
      /** For the log. */
      detail: string | undefined
      noRetry: boolean
      /** What was thrown. */
      cause: unknown
    }

const BY_STACK_CODE: Partial<Record<StackErrorCode, ErrorCode>> = {
  quota_exceeded: 'DISK_QUOTA_EXCEEDED',
  unreachable: 'COZY_DOWN',
  unavailable: 'COZY_DOWN',
  too_many_requests: 'COZY_DOWN',
  forbidden: 'COZY_REFUSES',
  unauthorized: 'COZY_REFUSES',
  blocked: 'COZY_REFUSES',
  out_of_time: 'UNKNOWN_ERROR.PARTIAL_SYNC'
}

/** What the Cozy refuses is told as a code of the table where there is one. */
const asKonnectorError = (error: unknown): unknown => {
  if (!StackError.is(error)) return error
  try {
    checkTOS(error)
  } catch (terms) {
    return terms
  }
  const code = BY_STACK_CODE[error.code]
  return code === undefined ? error : new KonnectorError(code, { message: error.message, cause: error })
}

/** The outcome of a run that ended by throwing. */
export const failedBy = (thrown: unknown): Outcome & { state: 'errored' } => {
  const error = asKonnectorError(thrown)
  const text = isError(error) ? error.message || error.name : String(error)
  const code = codeOf(error)
  const isOne = KonnectorError.isOne(error)
  return {
    state: 'errored',
    error: text,
    detail: isOne ? error.detail : undefined,
    noRetry: isOne ? error.noRetry : code !== undefined && errorEntry(code)?.retried === false,
    cause: error
  }
}
