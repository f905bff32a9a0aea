import type { FastifyRequest } from 'fastify'
import type { Readable } from 'node:stream'
import { HttpError } from './http-error.js'

const MEBIBYTE = 1024 * 1024

/** CouchDB takes no document over 8 MB; `_bulk_docs` and replication carry several. */
export const BODY_LIMIT = 64 * MEBIBYTE

/** The body as it arrives, whatever its content type; undefined where the request has none. */
export const bodyStream = (request: FastifyRequest): Readable | undefined =>
  request.body as Readable | undefined

/** The whole body. Throws 413 over `limit` bytes, 400 where it is cut off. */
export const readBody = async (request: FastifyRequest, limit = BODY_LIMIT): Promise<Buffer> => {
  const stream = bodyStream(request)
  if (!stream) return Buffer.alloc(0)
  const chunks: Buffer[] = []
  let size = 0
  try {
    // Not destroyed where it is left early: its connection would never answer again.
    for await (const chunk of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > limit) throw new HttpError(413)
      chunks.push(chunk)
    }
  } catch (error) {
    // The rest is read past, once the loop has let go of the stream.
    setImmediate(() => stream.resume())
    // The client is gone: nobody reads the answer, and nobody has a bug to mend.
    throw (error as NodeJS.ErrnoException).code === 'ECONNRESET' ? new HttpError(400) : error
  }
  return Buffer.concat(chunks)
}
