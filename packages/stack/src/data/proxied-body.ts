import { StoreError, type Draft } from '@cozy-jobs/store'
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

const readJson = async (request: FastifyRequest): Promise<unknown> => {
  try {
    return JSON.parse((await readBody(request)).toString())
  } catch (error) {
    throw error instanceof SyntaxError ? notJson() : error
  }
}

const isObject = (body: unknown): body is Record<string, unknown> =>
  typeof body === 'object' && body !== null && !Array.isArray(body)

/** A body that CouchDB reads, not Go. Throws in CouchDB's words. */
export const readProxiedObject = async (request: FastifyRequest): Promise<Record<string, unknown>> => {
  checkContentType(request)
  const body = await readJson(request)
  if (!isObject(body)) throw notAnObject()
  return body
}

/** A document that CouchDB reads: it asks for no content type here, and has other words. */
export const readProxiedDocument = async (request: FastifyRequest): Promise<Draft> => {
  const body = await readJson(request)
  if (!isObject(body)) throw new StoreError('bad_request', 'Document must be a JSON object')
  return body
}
