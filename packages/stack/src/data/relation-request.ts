import type { FastifyReply, FastifyRequest } from 'fastify'
import { FILES } from '../files/tree.js'
import { allowId, allowWholeType } from '../permissions/allow.js'
import type { Verb } from '../permissions/rule.js'
import { readBody } from '../server/body.js'
import { decodeJson } from '../server/go-json.js'
import { badJson } from '../server/http-error.js'
import type { Identifier } from '../server/json-api.js'
import { doctypeOf } from './document-request.js'
import { routedPath } from './routed-path.js'

/** The document that files are related to. */
export interface Target extends Identifier {
  /** Its id as the address has it, where that differs by a slash: old references were noted so. */
  legacyId: string | undefined
}

export const targetOf = (request: FastifyRequest): Target => {
  const type = doctypeOf(request)
  const written = routedPath(request.url.split('?')[0]!)[3] ?? ''
  let id = written
  try {
    id = decodeURIComponent(written)
  } catch {
    // As it was written, then.
  }
  return { id, type, legacyId: id.includes('/') && id !== written ? written : undefined }
}

/** Whoever may do it to the document may, and whoever may do `onFiles` to all files. Throws 403. */
export const allowRelation = async (
  request: FastifyRequest,
  reply: FastifyReply,
  { id, type }: Target,
  verbs: { onTarget: Verb; onFiles: Verb }
): Promise<void> => {
  try {
    await allowId(request, reply, verbs.onTarget, type, id)
  } catch (refusal) {
    await allowWholeType(request, reply, verbs.onFiles, FILES).catch(() => {
      throw refusal
    })
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const readIdentifier = (value: unknown): Identifier => {
  const { id = '', type = '' } = isObject(value) ? value : { id: undefined, type: 0 }
  if (typeof id !== 'string' || typeof type !== 'string') throw badJson()
  return { id, type }
}

/** The `data` of a JSON:API request about relations: one identifier or several. Throws 400. */
export const readIdentifiers = async (request: FastifyRequest): Promise<Identifier[]> => {
  const text = (await readBody(request)).toString()
  let document: unknown
  try {
    document = decodeJson(text)
  } catch {
    throw badJson()
  }
  if (!isObject(document) || document.data === undefined || document.data === null) throw badJson()
  return Array.isArray(document.data) ? document.data.map(readIdentifier) : [readIdentifier(document.data)]
}
