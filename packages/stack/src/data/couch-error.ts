import { StoreError } from '@cozy-jobs/store'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { reportBug } from '../server/answer-error.js'
import { GoJsonError } from '../server/go-json.js'
import { HttpError, JsonApiError } from '../server/http-error.js'
import { sendJson } from '../server/json-api.js'
import { DataError } from './data-error.js'

const DATABASE_MISSING = 'Database does not exist.'

/** A refusal as the routes that hand CouchDB's answer on give it: without `ok` and `status`. */
export class ProxiedError extends Error {
  override readonly cause: StoreError | DataError

  constructor(cause: StoreError | DataError) {
    super(cause.message)
    this.cause = cause
  }
}

/** Some routes say `wrong_doctype` of a doctype that has no document yet, others hand CouchDB's words on. */
export const orWrongDoctype = async <T>(answer: Promise<T>): Promise<T> => {
  try {
    return await answer
  } catch (error) {
    if (error instanceof StoreError && error.reason === DATABASE_MISSING) {
      throw new StoreError('not_found', 'wrong_doctype')
    }
    throw error
  }
}

/** For the routes that the real stack hands to CouchDB as they are. */
export const proxied = async <T>(answer: Promise<T>): Promise<T> => {
  try {
    return await answer
  } catch (error) {
    throw error instanceof StoreError || error instanceof DataError ? new ProxiedError(error) : error
  }
}

/** `/data` words all its errors in CouchDB's way. */
export const answerCouchError = (
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply
): FastifyReply => {
  if (error instanceof StoreError || error instanceof DataError) {
    const { status, code, reason } = error
    return sendJson(reply, status, { error: code, ok: false, reason, status: String(status) })
  }
  if (error instanceof ProxiedError) {
    const { status, code, reason } = error.cause
    return sendJson(reply.header('cache-control', 'must-revalidate'), status, { error: code, reason })
  }
  if (error instanceof HttpError) {
    return sendJson(reply, error.status, { error: `code=${error.status}, message=${error.message}` })
  }
  if (error instanceof GoJsonError)
    return sendJson(reply, 400, { error: `Bad Request(400): ${error.message}` })
  if (error instanceof JsonApiError) {
    return sendJson(reply, error.status, { error: `${error.title}(${error.status}): ${error.message}` })
  }
  reportBug(error, request)
  return sendJson(reply, 500, { error: 'Internal Server Error' })
}
