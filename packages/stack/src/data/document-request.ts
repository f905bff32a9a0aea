import type { Draft } from '@cozy-jobs/store'
import type { FastifyRequest } from 'fastify'
import { readBody } from '../server/body.js'
import { decodeObject } from '../server/go-json.js'
import { badRequest } from '../server/http-error.js'
import { paramOf } from '../server/request.js'
import { badId, documentTooLarge } from './data-error.js'
import { inMapOrder } from './map-order.js'
import { routedPath } from './routed-path.js'

/** CouchDB's own limit for one document, in bytes. */
const LARGEST_DOCUMENT = 8_000_000

/** The doctype in the path. Throws where it is empty. */
export const doctypeOf = (request: FastifyRequest): string => {
  const doctype = paramOf(request, 'doctype')
  if (doctype === '') throw badRequest("Invalid doctype ''")
  return doctype
}

/** A text of a document; '' for whatever else stands in its place, as the real stack reads it. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** A segment of the path, decoded as a query is: `+` stands for a space. */
export const unescapedSegment = (request: FastifyRequest, index: number): string => {
  const segment = routedPath(request.url.split('?')[0]!)[index] ?? ''
  try {
    return decodeURIComponent(segment.replaceAll('+', ' '))
  } catch {
    throw badRequest("Invalid docid ''")
  }
}

/** The id in the path. Throws for an id that begins with `_`: those name operations. */
export const idOf = (request: FastifyRequest): string => {
  const id = unescapedSegment(request, 3)
  if (id.startsWith('_')) throw badId(id)
  return id
}

/** A body that must be an object. Throws `GoJsonError`. */
export const readObject = async (request: FastifyRequest): Promise<Record<string, unknown>> =>
  decodeObject((await readBody(request)).toString())

/**
 * A document with its members in the order in which Go writes them, from which its revision is computed; no larger than
 * CouchDB takes. What is wrong in it the store says.
 */
export const readDraft = async (request: FastifyRequest): Promise<Draft> => {
  const body = await readBody(request)
  const draft = decodeObject(body.toString())
  if (body.length > LARGEST_DOCUMENT) throw documentTooLarge(textOf(draft._id))
  return inMapOrder(draft)
}

/** `_id` and `_rev` of a draft, '' for each that is absent. */
export const namesOf = (draft: Draft): { id: string; rev: string } => ({
  id: textOf(draft._id),
  rev: textOf(draft._rev)
})
