import type { FastifyReply, FastifyRequest } from 'fastify'
import { readBody } from './body.js'
import { decodeJson } from './go-json.js'
import { badJson } from './http-error.js'

/** The content type of JSON:API; the real stack gives no charset. */
export const JSON_API = 'application/vnd.api+json'

/** One resource of a JSON:API answer. `attributes` may hold `_id` and `_rev` where the real stack's do. */
export interface Resource {
  type: string
  id: string
  attributes: unknown
  meta: { rev?: string; count?: number }
  links?: Record<string, string>
  relationships?: Record<string, unknown>
}

export interface Extras {
  links?: Record<string, string>
  meta?: Record<string, unknown>
  included?: Resource[]
}

/** Go writes a line feed behind each JSON answer. To a text Fastify would add a charset, which the real stack has not. */
const serialise = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value)}\n`)

/** Plain JSON. */
export const sendJson = (reply: FastifyReply, status: number, value: unknown): FastifyReply =>
  reply.code(status).header('content-type', 'application/json').send(serialise(value))

const sendDocument = (reply: FastifyReply, status: number, document: unknown): FastifyReply =>
  reply.code(status).header('content-type', JSON_API).send(serialise(document))

/**
 * What the real stack compresses for who takes gzip, and says so to caches. Compressed it is not here: all clients are
 * on the same machine.
 */
const sendCompressible = (reply: FastifyReply, status: number, document: unknown): FastifyReply => {
  const others = reply.getHeader('vary')
  void reply.header('vary', others === undefined ? 'Accept-Encoding' : `${String(others)}, Accept-Encoding`)
  return sendDocument(reply, status, document)
}

/** One resource. */
export const sendResource = (
  reply: FastifyReply,
  status: number,
  data: Resource,
  extras: Extras = {}
): FastifyReply => sendCompressible(reply, status, { data, ...extras })

/** Several resources, with their count unless `extras.meta` says otherwise. */
export const sendResources = (
  reply: FastifyReply,
  status: number,
  data: Resource[],
  extras: Extras = {}
): FastifyReply => sendCompressible(reply, status, { data, meta: { count: data.length }, ...extras })

/** What a relationship points at, with what is known of it. */
export const sendRelations = (
  reply: FastifyReply,
  status: number,
  data: readonly { id: string; type: string }[] | null,
  meta: Resource['meta'],
  extras: Extras = {}
): FastifyReply => sendDocument(reply, status, { data, meta, ...extras })

/** Which resource, and nothing of it. */
export interface Identifier {
  id: string
  type: string
}

/** What is related to something, by its identifiers. */
export const sendIdentifiers = (
  reply: FastifyReply,
  status: number,
  data: Identifier[],
  extras: Extras = {}
): FastifyReply => sendDocument(reply, status, { data, ...extras })

/** Errors of JSON:API. */
export const sendErrors = (reply: FastifyReply, status: number, errors: unknown[]): FastifyReply =>
  sendDocument(reply, status, { errors })

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * The `data` of a JSON:API request: its `attributes` are an object, empty where there are none. Throws 400 for a body
 * that is not JSON:API (the real stack answers 500 to some of these).
 */
export const readResource = async (
  request: FastifyRequest
): Promise<{
  type?: unknown
  id?: unknown
  attributes: Record<string, unknown>
  [field: string]: unknown
}> => {
  const body = await readBody(request)
  let document: unknown
  try {
    document = decodeJson(body.toString())
  } catch {
    throw badJson()
  }
  if (!isObject(document) || !isObject(document.data)) throw badJson()
  const attributes = document.data.attributes ?? {}
  if (!isObject(attributes)) throw badJson()
  return { ...document.data, attributes }
}
