import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { bodyStream } from '../server/body.js'
import { HttpError } from '../server/http-error.js'
import { headerOf, instanceOf, queryOf } from '../server/request.js'
import { FILE_ERRORS } from './errors.js'
import { withinQuota } from './quota.js'
import { giveUpContent } from './release-content.js'

/** What a file says of its content. */
interface ContentFields {
  internal_vfs_id: string
  /** In bytes. */
  size: string
  /** Base64. */
  md5sum: string
}

/** How much the request says that it brings; undefined where it doesn't. */
const announcedSize = (request: FastifyRequest): number | undefined => {
  const header = headerOf(request, 'content-length')
  if (header !== '') return Number(header)
  if (!bodyStream(request)) return 0
  const size = queryOf(request, 'Size')
  return /^\+?\d{1,15}$/.test(size) ? Number(size) : undefined
}

/** The MD5 that the request says its content has, '' for none. Throws 422 for what is no MD5. */
const announcedDigest = (request: FastifyRequest): string => {
  const digest = headerOf(request, 'content-md5')
  if (digest !== '' && !/^[A-Za-z0-9+/]{22}==$/.test(digest)) throw FILE_ERRORS.malformedHash()
  return digest
}

/** Throws 422 for a `Content-MD5` that is none, before anything is read. */
export const checkAnnounced = (request: FastifyRequest): void => void announcedDigest(request)

const write = async (
  request: FastifyRequest,
  id: string,
  most: number
): Promise<Omit<ContentFields, 'internal_vfs_id'>> => {
  const { files } = instanceOf(request)
  try {
    const { size, md5sum } = await files.write(id, bodyStream(request) ?? Readable.from([]), {
      most,
      mayTake: true
    })
    return { size: String(size), md5sum }
  } catch (error) {
    // The client is gone: nobody reads the answer, and nobody has a bug to mend.
    throw (error as NodeJS.ErrnoException).code === 'ECONNRESET' ? new HttpError(400) : error
  }
}

/** Stores what the request brings under a new id, and removes it again if `keep` fails. */
export const withContent = async <T>(
  request: FastifyRequest,
  reply: FastifyReply,
  keep: (content: ContentFields) => Promise<T>
): Promise<T> => {
  const instance = instanceOf(request)
  const expected = announcedDigest(request)
  const announced = announcedSize(request)
  const id = randomBytes(16).toString('hex')
  const stored = async (most: number): Promise<T> => {
    const content = await write(request, id, most)
    let kept: T
    try {
      if (announced !== undefined && Number(content.size) !== announced) throw FILE_ERRORS.badLength()
      if (expected !== '' && expected !== content.md5sum) throw FILE_ERRORS.badHash()
      kept = await keep({ internal_vfs_id: id, ...content })
    } catch (error) {
      await giveUpContent(instance.files, id, error)
      throw error
    }
    await instance.files.settle(id)
    return kept
  }
  try {
    return await withinQuota(request.server.stack.store, instance, announced, stored)
  } catch (error) {
    // What is left of the body is not waited for.
    if (!request.raw.complete) reply.header('connection', 'close')
    throw error
  }
}
