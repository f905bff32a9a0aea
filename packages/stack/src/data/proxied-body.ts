import { StoreError } from '@cozy-jobs/store'
import type { FastifyRequest } from 'fastify'
import { readBody } from '../server/body.js'
import { headerOf } from '../server/request.js'
import { badContentType } from './data-error.js'

/** CouchDB's one answer to JSON that is none. */
export const notJson = (): StoreError => new StoreError('bad_request', 'invalid UTF-8 JSON')

export const notAnObject = (): StoreError =>
  new StoreError('bad_request', 'Request body must be a JSON object')

/** Throws 415, as CouchDB does: what the real stack hands on to it must be said to be JSON. */
export const checkContentType = (request: FastifyRequest): void => {
  if (headerOf(request, 'content-type').split(';')[0] !== 'application/json') throw badContentType()
}

/** A body that CouchDB reads, not Go. Throws in CouchDB's words. */
export const readProxiedObject = async (request: FastifyRequest): Promise<Record<string, unknown>> => {
  checkContentType(request)
  let body: unknown
  try {
    body = JSON.parse((await readBody(request)).toString())
  } catch (error) {
    throw error instanceof SyntaxError ? notJson() : error
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw notAnObject()
  return body as Record<string, unknown>
}
