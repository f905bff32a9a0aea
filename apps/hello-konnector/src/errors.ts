/** The codes that a stack and its owner understand; a konnector's error is its message. */
export type KonnectorErrorCode = 'LOGIN_FAILED' | 'VENDOR_DOWN'

/** Ends the run with a code for the owner; `cause` says more in the log. */
export class KonnectorError extends Error {
  readonly code: KonnectorErrorCode

  constructor(code: KonnectorErrorCode, cause?: unknown) {
    super(code, { cause })
    this.name = 'KonnectorError'
    this.code = code
  }
}
