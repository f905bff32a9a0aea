import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { readAvatar } from '../settings/avatar/avatar.js'
import { imageType } from '../settings/avatar/image-type.js'
import { publicNameOf, readSettings } from '../settings/instance-settings.js'
import { HttpError } from '../server/http-error.js'
import { sendNotImplemented } from '../server/not-found.js'
import { headerOf, instanceOf, queryOf } from '../server/request.js'
import { initialsSvg } from './initials.js'

const FALLBACKS = ['', 'default', 'anonymous', 'initials', '404']

const invalid = (name: string): Error => new HttpError(400, `Invalid \`${name}\``)

/** One of a few values of a parameter. Throws 400 for any other. */
const chosen = (request: FastifyRequest, name: string, values: readonly string[]): string => {
  const value = queryOf(request, name)
  if (!values.includes(value)) throw invalid(name)
  return value
}

const sendImage = (
  request: FastifyRequest,
  reply: FastifyReply,
  type: string,
  image: Buffer
): FastifyReply => {
  const etag = `"${createHash('sha256').update(image).digest('base64url').slice(0, 22)}"`
  void reply.header('etag', etag).header('cache-control', 'no-cache').header('content-type', type)
  return headerOf(request, 'if-none-match') === etag ? reply.code(304).send() : reply.code(200).send(image)
}

/** `GET /public/avatar`: the owner's picture, or one of their initials, for anybody. */
export const addAvatarRoute = (server: FastifyInstance): void => {
  server.get('/public/avatar', async (request, reply) => {
    const instance = instanceOf(request)
    const image = await readAvatar(instance)
    const type = image && imageType(image)
    if (image && type) return sendImage(request, reply, type, image)
    const grey = chosen(request, 'as', ['', 'unconfirmed']) !== ''
    const translucent = chosen(request, 'fx', ['', 'translucent']) !== ''
    const format = queryOf(request, 'format').toLowerCase()
    if (!['', 'svg', 'png'].includes(format)) throw invalid('format')
    const fallback = chosen(request, 'fallback', FALLBACKS)
    if (fallback === '404') throw new HttpError(404, 'Page not found')
    if (format === 'png' && fallback !== '' && fallback !== 'default') {
      return sendNotImplemented(reply, 'GET /public/avatar?format=png')
    }
    const name = fallback === 'initials' ? publicNameOf(instance, await readSettings(instance)) : ''
    const svg = initialsSvg(name, { grey, translucent })
    return sendImage(request, reply, 'image/svg+xml', Buffer.from(svg))
  })
}
