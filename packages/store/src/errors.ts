/** Every refusal of the store, in CouchDB's own words: code, HTTP status, what it means. */
export const STORE_ERRORS = {
  /** The document, the revision, the doctype or the content is not there. */
  not_found: 404,
  /** The revision given is not the last one. */
  conflict: 409,
  /** A field begins with `_` and is not CouchDB's. */
  doc_validation: 400,
  /** An id is empty, is no string, or begins with `_`. */
  illegal_docid: 400,
  /** The body of a request, a revision, or an id of a content has the wrong form. */
  bad_request: 400,
  /** The document has more than 8 000 000 bytes. */
  document_too_large: 413,
  /** The content has more bytes than its caller allows. */
  content_too_large: 413,
  /** The name of a doctype or an instance is longer than a file system takes. */
  database_name_too_long: 400,
  /** An attachment is named by a digest that is not stored. */
  missing_stub: 412,
  /** A key that a request must have is absent. */
  missing_required_key: 400,
  /** A key of a request that Mango does not know. */
  invalid_key: 400,
  /** A selector is no object. */
  invalid_selector_json: 400,
  /** A condition has no field to look at. */
  invalid_selector: 400,
  /** A selector's field has something that is no condition. */
  bad_field: 400,
  /** An operator that Mango does not know. */
  invalid_operator: 400,
  /** An operator that Mango knows and does not have. */
  not_supported: 400,
  /** The argument of an operator has the wrong type. */
  bad_arg: 400,
  /** A field's name that cannot be read, such as `a..b`. */
  invalid_field_name: 400,
  /** No index serves the sort. */
  no_usable_index: 400,
  /** The index named, or any, is not there. */
  no_index: 400,
  /** A bookmark that this store did not give. */
  invalid_bookmark: 400,
  /** The definition of an index has the wrong form. */
  invalid_index: 400,
  /** The name of an index is no string. */
  invalid_index_name: 400,
  /** The name of an index, or of its design document, is empty. */
  invalid_empty_string: 400,
  /** The design document named is not one of indexes. */
  invalid_ddoc_lang: 400,
  /** `sort` is no array. */
  invalid_sort_json: 400,
  /** A part of `sort` is no field. */
  invalid_sort_field: 400,
  /** A part of `sort` has a direction that is neither `asc` nor `desc`. */
  invalid_sort_dir: 400,
  /** Some fields of `sort` go up and some go down. */
  unsupported_mixed_sort: 400,
  /** `fields` is no array. */
  invalid_fields: 400,
  /** A part of `fields` is no string. */
  invalid_field: 400,
  /** `limit`, `skip` or their like is no whole number from 0 on. */
  invalid_non_neg_integer: 400,
  /** `r` is no whole number from 1 on. */
  invalid_pos_integer: 400,
  /** A flag is no boolean. */
  invalid_boolean: 400,
  /** A text is no string. */
  invalid_string: 400,
  /** The disk refuses: it is full, may not be written, or holds what LevelDB cannot read. */
  unusable: 500,
  /** The document is written, but what a listener does about it failed: nothing may be built on this write. */
  listener_failed: 500,
  /** Another process has the data folder. */
  locked: 409,
  /** The store was closed before. */
  closed: 503,
  /** CouchDB gives no answer, none in time, none that can be read, or refuses the user. */
  unavailable: 503
} as const

export type StoreErrorCode = keyof typeof STORE_ERRORS

/**
 * `reason` is CouchDB's, word for word: the HTTP API hands it on. The refusals that CouchDB does not have (`unusable`,
 * `listener_failed`, `locked`, `closed`, `unavailable`) are whole sentences. A real CouchDB may give a code that is not
 * in the table; it comes with the status that CouchDB gave.
 */
export class StoreError extends Error {
  readonly code: StoreErrorCode
  readonly status: number
  readonly reason: string

  constructor(code: StoreErrorCode, reason: string, status: number = STORE_ERRORS[code] ?? 400) {
    super(reason.startsWith('Failed to ') ? reason : `${code}: ${reason}`)
    this.name = 'StoreError'
    this.code = code
    this.status = status
    this.reason = reason
  }
}
