import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { headerOf } from '../server/request.js'
import { hasAssetId } from './asset-id.js'
import { contentTypeOf, isCompressible } from './content-type.js'

const compress = promisify(brotliCompress)

/** What is compressed at each request must not keep the request waiting. */
const OPTIONS = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }

/**
 * One tag for all files of one copy of an app. The real stack's is one for all files of all apps (it hashes nothing), so
 * that a browser never sees a file change; with ours it does as soon as there is a new copy.
 */
const etagOf = (copy: string): string => `"${createHash('md5').update(copy).digest('hex')}"`

const matches = (header: string, etag: string): boolean =>
  header.split(',').some(one => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag)

/** A file of an app that is no page. */
export interface Asset {
  path: string
  content: Buffer
  /** What names the copy of the app that it comes from. */
  copy: string
}

/** Sends a file as the real stack: whole (no ranges), with a tag unless the request itself says how to cache. */
export const sendAsset = async (
  request: FastifyRequest,
  reply: FastifyReply,
  { path, content, copy }: Asset
): Promise<FastifyReply> => {
  if (hasAssetId(path)) void reply.header('cache-control', 'max-age=31536000, immutable')
  if (headerOf(request, 'cache-control') === '') {
    const etag = etagOf(copy)
    if (matches(headerOf(request, 'if-none-match'), etag)) return reply.code(304).send()
    void reply.header('etag', etag)
  }
  const type = contentTypeOf(path)
  const isCompressed = headerOf(request, 'accept-encoding').includes('br') && isCompressible(type)
  const body = isCompressed ? await compress(content, OPTIONS) : content
  if (isCompressed) void reply.header('content-encoding', 'br')
  void reply.code(200).header('content-type', type).header('content-length', body.length)
  return reply.send(request.method === 'HEAD' ? undefined : body)
}
