import { StoreError } from '@cozy-jobs/store'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { instanceOf, queryOf } from '../server/request.js'
import { contentDisposition } from './content-disposition.js'
import { FILE_ERRORS } from './errors.js'
import type { StoredFile } from './file-document.js'
import { multipartRanges } from './multipart-ranges.js'
import { checkPreconditions, rangeHeader } from './preconditions.js'
import { lengthOf, parseRanges, RangeError416, type Range } from './ranges.js'

/** Which content is sent under which name: a file's own, or one that it had before. */
export interface Sent {
  name: string
  size: string
  internal_vfs_id: string
}

/** A part, or all where there is no range. Throws 404 where the content is lost. */
const readContent = async (
  request: FastifyRequest,
  sent: Sent,
  range?: Range
): Promise<NodeJS.ReadableStream> => {
  try {
    return await instanceOf(request).files.read(sent.internal_vfs_id, range)
  } catch (error) {
    if (error instanceof StoreError && error.code === 'not_found') throw FILE_ERRORS.missing()
    throw error
  }
}

/** In Go's words, and without what would let it be kept. */
const refuseRange = (reply: FastifyReply, error: RangeError416, size: number): FastifyReply => {
  if (error.isPastEnd) reply.header('content-range', `bytes */${size}`)
  reply.removeHeader('etag').removeHeader('last-modified')
  return reply.code(416).header('content-type', 'text/plain; charset=utf-8').send(`${error.message}\n`)
}

const sendRanges = async (
  request: FastifyRequest,
  reply: FastifyReply,
  sent: Sent,
  mime: string,
  ranges: Range[]
): Promise<FastifyReply> => {
  const size = Number(sent.size)
  const [range, other] = ranges
  reply.header('accept-ranges', 'bytes').code(range ? 206 : 200)
  if (other) {
    const parts = multipartRanges(ranges, { size, mime }, part => readContent(request, sent, part))
    reply.header('content-type', parts.contentType).header('content-length', parts.length)
    return request.method === 'HEAD' ? reply.send() : reply.send(parts.content)
  }
  if (range) reply.header('content-range', `bytes ${range.start}-${range.end}/${size}`)
  reply.header('content-length', range ? lengthOf(range) : size)
  return request.method === 'HEAD' ? reply.send() : reply.send(await readContent(request, sent, range))
}

/**
 * The content of a file, whole or in parts, as Go's `http.ServeContent` sends it. `sent` is the file itself unless it is
 * something else of it; type, ETag and date are the file's all the same, as on the real stack.
 */
export const sendContent = async (
  request: FastifyRequest,
  reply: FastifyReply,
  file: StoredFile,
  sent: Sent = file
): Promise<FastifyReply> => {
  const kind = queryOf(request, 'Dl') === '1' ? 'attachment' : 'inline'
  const content = { etag: `"${file.md5sum}"`, modified: new Date(file.updated_at) }
  reply
    .header('content-type', file.mime)
    .header('content-disposition', contentDisposition(kind, sent.name))
    .header('etag', content.etag)
    .header('last-modified', content.modified.toUTCString())
  const status = checkPreconditions(request, content)
  if (status === 304) reply.removeHeader('content-type').removeHeader('last-modified')
  if (status) return reply.code(status).send()
  const range = rangeHeader(request, content)
  let ranges: Range[]
  try {
    ranges = parseRanges(range, Number(sent.size))
  } catch (error) {
    if (error instanceof RangeError416) return refuseRange(reply, error, Number(sent.size))
    throw error
  }
  return sendRanges(request, reply, sent, file.mime, ranges)
}
