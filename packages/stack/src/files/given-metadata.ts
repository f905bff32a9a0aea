import type { FastifyReply, FastifyRequest } from 'fastify'
import { permissionOf } from '../permissions/allow.js'
import { allowsWholeType } from '../permissions/match.js'
import { decodeJson } from '../server/go-json.js'
import { badJson } from '../server/http-error.js'
import { queryOf } from '../server/request.js'
import { sentMetadata } from './sent-metadata.js'

/** What certifies a document: kept of those alone who may certify. */
const CERTIFIED: Readonly<Record<string, string>> = {
  carbonCopy: 'io.cozy.certified.carbon_copy',
  electronicSafe: 'io.cozy.certified.electronic_safe'
}

type Metadata = Record<string, unknown>

/** Without what the request may not certify: left out in silence, as on the real stack. */
export const withoutCertificates = async (
  request: FastifyRequest,
  reply: FastifyReply,
  metadata: Metadata
): Promise<Metadata> => {
  const { rules } = await permissionOf(request, reply)
  return Object.fromEntries(
    Object.entries(metadata).filter(([name]) => {
      const doctype = Object.hasOwn(CERTIFIED, name) ? CERTIFIED[name] : undefined
      return doctype === undefined || allowsWholeType(rules, 'POST', doctype)
    })
  )
}

/** The certificates of a file stay where only its qualification changes. */
export const keptCertificates = (before: Metadata, given: Metadata): Metadata => {
  const isKept = Object.keys(given).every(name => Object.hasOwn(CERTIFIED, name) || name === 'qualification')
  if (!isKept) return {}
  return Object.fromEntries(
    Object.entries(before).filter(([name]) => Object.hasOwn(CERTIFIED, name) && !Object.hasOwn(given, name))
  )
}

const parse = (text: string): Metadata => {
  const metadata: unknown = decodeJson(text)
  // The real stack answers 500 to what is no object.
  if (typeof metadata !== 'object' || metadata === null || Array.isArray(metadata)) throw badJson()
  return metadata as Metadata
}

/** The metadata that a request gives to its file, in itself or by the id under which it sent them before. */
export const givenMetadata = async (
  request: FastifyRequest,
  reply: FastifyReply
): Promise<{ metadata?: Metadata }> => {
  const id = queryOf(request, 'MetadataID')
  const text = queryOf(request, 'Metadata')
  if (id === '' && text === '') return {}
  const metadata = id === '' ? parse(text) : sentMetadata(request, id)
  return { metadata: await withoutCertificates(request, reply, metadata) }
}
