/** Every refusal of the store, in CouchDB's own words: code, HTTP status, what it means. */
export const STORE_ERRORS = {
  /** The document, the revision, the doctype or the content is not there. */
  not_found: 404,
  /** The revision given is not the last one. */
  conflict: 409,
  /** A field begins with `_` and is not CouchDB's, or an id is not allowed. */
  doc_validation: 400,
  /** The body of a request has the wrong form. */
  bad_request: 400,
  /** A key that a request must have is absent. */
  missing_required_key: 400,
  /** A selector is no object, or has a part that is none. */
  invalid_selector_json: 400,
  /** An operator that Mango does not know. */
  invalid_operator: 400,
  /** The argument of an operator has the wrong type. */
  bad_arg: 400,
  /** No index serves the sort. */
  no_usable_index: 400,
  /** The index named, or any, is not there. */
  no_index: 400,
  /** A bookmark that this store did not give. */
  invalid_bookmark: 400,
  /** The definition of an index has the wrong form. */
  invalid_index: 400,
  /** `sort` has the wrong form. */
  invalid_sort_json: 400,
  /** `fields` has the wrong form. */
  invalid_fields_json: 400,
  /** Another process has the data folder. */
  locked: 409
} as const

export type StoreErrorCode = keyof typeof STORE_ERRORS

/** `reason` is CouchDB's, word for word: the HTTP API hands it on. */
export class StoreError extends Error {
  readonly code: StoreErrorCode
  readonly status: number
  readonly reason: string

  constructor(code: StoreErrorCode, reason: string) {
    super(`${code}: ${reason}`)
    this.name = 'StoreError'
    this.code = code
    this.status = STORE_ERRORS[code]
    this.reason = reason
  }
}
