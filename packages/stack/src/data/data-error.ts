/** A refusal in CouchDB's form that is the stack's own, and not of the store. */
export class DataError extends Error {
  readonly status: number
  readonly code: string
  readonly reason: string

  constructor(status: number, code: string, reason: string) {
    super(`${code}: ${reason}`)
    this.status = status
    this.code = code
    this.reason = reason
  }
}

export const badId = (id: string): DataError =>
  new DataError(400, 'bad_id', `Unsuported couchdb operation ${id}`)

export const documentTooLarge = (id: string): DataError => new DataError(413, 'document_too_large', id)

export const noIndex = (): DataError =>
  new DataError(400, 'no_index', 'no matching index found, create an index')
