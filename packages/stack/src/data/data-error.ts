import { StoreError } from '@cozy-jobs/store'

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

/** What CouchDB says of a request whose parameters it can't read. */
export const badQuery = (reason: string): DataError => new DataError(400, 'query_parse_error', reason)

/** No database of an instance has partitions. */
export const noPartition = (): DataError => badQuery('`partition` parameter is not supported on this db')

/** What CouchDB says of a body that is not said to be JSON. */
export const badContentType = (): DataError =>
  new DataError(415, 'bad_content_type', 'Content-Type must be application/json')

/** What CouchDB says of a database that is made twice. */
export const databaseExists = (): DataError =>
  new DataError(412, 'file_exists', 'The database could not be created, the file already exists.')

/** What CouchDB says of a doctype that never was. */
export const databaseMissing = (): StoreError => new StoreError('not_found', 'Database does not exist.')
