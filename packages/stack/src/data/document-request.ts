import { StoreError, type Draft } from '@cozy-jobs/store'
import type { FastifyRequest } from 'fastify'
import { readBody } from '../server/body.js'
import { decodeObject } from '../server/go-json.js'
import { badRequest } from '../server/http-error.js'
import { paramOf } from '../server/request.js'
import { badId, documentTooLarge } from './data-error.js'

/** CouchDB's own limit for one document, in bytes. */
const LARGEST_DOCUMENT = 8_000_000

export const doctypeOf = (request: FastifyRequest): string => paramOf(request, 'doctype')

/**
 * The id in the path. It is decoded as a query is, so `+` stands for a space, as on the real stack. Throws for an id
 * that begins with `_`: those name operations.
 */
export const idOf = (request: FastifyRequest): string => {
  const segment = request.url.split('?')[0]!.split('/')[3] ?? ''
  let id: string
  try {
    id = decodeURIComponent(segment.replaceAll('+', ' '))
  } catch {
    throw badRequest("Invalid docid ''")
  }
  if (id.startsWith('_')) throw badId(id)
  return id
}

/** A body that must be an object. Throws `GoJsonError`. */
export const readObject = async (request: FastifyRequest): Promise<Record<string, unknown>> =>
  decodeObject((await readBody(request)).toString())

/** A document, no larger than CouchDB takes, without the `_type` that the API itself adds. */
export const readDraft = async (request: FastifyRequest): Promise<Draft> => {
  const body = await readBody(request)
  const { _type, ...draft } = decodeObject(body.toString())
  if (body.length > LARGEST_DOCUMENT) throw documentTooLarge(typeof draft._id === 'string' ? draft._id : '')
  for (const field of ['_id', '_rev']) {
    const value = draft[field]
    if (value !== undefined && typeof value !== 'string') {
      throw new StoreError('doc_validation', `${field} must be a string`)
    }
  }
  return draft
}
