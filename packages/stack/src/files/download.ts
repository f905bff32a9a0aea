import type { FastifyReply, FastifyRequest } from 'fastify'
import { headerOf, instanceOf, queryOf } from '../server/request.js'
import type { StoredFile } from './file-document.js'

/** What is sent of a file: its own content, or one that it had before. */
export type Sent = Pick<StoredFile, 'size' | 'md5sum' | 'mime' | 'name' | 'updated_at' | 'internal_vfs_id'>

/** As the real stack quotes a name: one in ASCII as it is, another also encoded. */
const disposition = (kind: 'inline' | 'attachment', name: string): string => {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\]/g, '')
  if (plain === name) return `${kind}; filename="${name}"`
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    char => `%${char.charCodeAt(0).toString(16)}`
  )
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`
}

interface Range {
  start: number
  end: number
}

/** One range of bytes; undefined for none or several, which are answered with all; 'none' for one past the end. */
const rangeOf = (header: string, size: number): Range | 'none' | undefined => {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header) ?? []
  if (from === '' && to === '') return undefined
  if (from === '') return size === 0 ? 'none' : { start: Math.max(0, size - Number(to)), end: size - 1 }
  const start = Number(from)
  const end = to === '' ? size - 1 : Math.min(Number(to), size - 1)
  return start >= size || end < start ? 'none' : { start, end }
}

/** The content of a file, whole or one part of it. */
export const sendContent = async (
  request: FastifyRequest,
  reply: FastifyReply,
  file: Sent
): Promise<FastifyReply> => {
  const size = Number(file.size)
  const etag = `"${file.md5sum}"`
  reply
    .header('content-type', file.mime)
    .header(
      'content-disposition',
      disposition(queryOf(request, 'Dl') === '1' ? 'attachment' : 'inline', file.name)
    )
    .header('etag', etag)
    .header('accept-ranges', 'bytes')
    .header('last-modified', new Date(file.updated_at).toUTCString())
  if (headerOf(request, 'if-none-match') === etag) return reply.code(304).send()
  const range = rangeOf(headerOf(request, 'range'), size)
  if (range === 'none') return reply.code(416).header('content-range', `bytes */${size}`).send()
  const length = range ? range.end - range.start + 1 : size
  reply.code(range ? 206 : 200).header('content-length', length)
  if (range) reply.header('content-range', `bytes ${range.start}-${range.end}/${size}`)
  if (request.method === 'HEAD') return reply.send()
  return reply.send(await instanceOf(request).files.read(file.internal_vfs_id, range))
}
