import { StoreError } from '../errors.js'
import { badMember } from './bad-member.js'

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** As strict as Erlang's decoder: the usual alphabet, with its padding; white space is passed over. */
const isBase64 = (data: string): boolean => /^[A-Za-z0-9+/]*={0,2}$/.test(data) && data.length % 4 === 0

const checkContent = (name: string, attachment: Record<string, unknown>): Record<string, unknown> => {
  const { data, content_type: type = 'application/octet-stream' } = attachment
  const packed = typeof data === 'string' ? data.replaceAll(/\s/g, '') : undefined
  if (packed === undefined || !isBase64(packed)) {
    throw new StoreError('bad_request', `Invalid attachment data for ${name}`)
  }
  if (typeof type !== 'string') throw new StoreError('bad_request', `Invalid content type for ${name}`)
  return { data: packed, content_type: type }
}

/**
 * The attachments of a document on its way in, as they are handed on: with content, or as the stub of one that is
 * stored. What is no object is passed over, as by CouchDB. Throws in its words; what is wrong must not get further, the
 * adapter ends the process over it.
 */
export const checkAttachments = (id: string, attachments: unknown): Record<string, unknown> => {
  if (!isObject(attachments)) throw badMember('_attachments')
  const checked = Object.entries(attachments).flatMap(([name, attachment]) => {
    if (!isObject(attachment)) return []
    if (name.startsWith('_')) {
      throw new StoreError('bad_request', `Attachment name '${name}' starts with prohibited character '_'`)
    }
    if (attachment.stub !== true) return [[name, checkContent(name, attachment)]]
    // CouchDB knows a stub by its name, this store by its digest.
    if (typeof attachment.digest === 'string' && attachment.digest.startsWith('md5-'))
      return [[name, attachment]]
    throw new StoreError('missing_stub', `Invalid attachment stub in ${id} for ${name}`)
  })
  return Object.fromEntries(checked) as Record<string, unknown>
}
