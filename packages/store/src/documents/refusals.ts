import { StoreError } from '../errors.js'

export const conflict = (): StoreError => new StoreError('conflict', 'Document update conflict.')

const NO_DATABASE = 'Database does not exist.'

export const noDatabase = (): StoreError => new StoreError('not_found', NO_DATABASE)

export const isNoDatabase = (error: unknown): boolean =>
  error instanceof StoreError && error.reason === NO_DATABASE

export const storeClosed = (): StoreError =>
  new StoreError('closed', 'Failed to use the store: it is closed. Open it again.')

interface PouchRefusal {
  status: number
  name: string
  message: string
  reason?: string
}

const isRefusal = (error: unknown): error is PouchRefusal =>
  typeof error === 'object' && error !== null && 'status' in error && 'name' in error

/** PouchDB's refusals in CouchDB's words; whatever else went wrong stays what it is. */
export function translate(error: unknown): unknown {
  if (error instanceof StoreError || !isRefusal(error)) return error
  if (error.status === 409) return conflict()
  if (error.status === 404)
    return new StoreError('not_found', error.reason === 'deleted' ? 'deleted' : 'missing')
  if (error.status === 412) return new StoreError('missing_stub', error.message)
  if (error.status === 400) return new StoreError('bad_request', error.message)
  return error
}

/** Runs a question to PouchDB. */
export const asking = async <Answer>(question: Promise<Answer>): Promise<Answer> => {
  try {
    return await question
  } catch (error) {
    throw translate(error)
  }
}
