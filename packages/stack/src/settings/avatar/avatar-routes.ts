import type { FastifyInstance } from 'fastify'
import { allowWholeType } from '../../permissions/allow.js'
import { readBody } from '../../server/body.js'
import { HttpError, JsonApiError } from '../../server/http-error.js'
import { headerOf, instanceOf } from '../../server/request.js'
import { SETTINGS } from '../instance-settings.js'
import { removeAvatar, writeAvatar } from './avatar.js'
import { imageType } from './image-type.js'

/** Bytes. */
const LARGEST = 20_000_000

const tooBig = (): Error => new JsonApiError(413, 'Avatar is too big')

/** `PUT` and `DELETE /settings/avatar`; everybody sees it at `/public/avatar`. */
export const addAvatarRoutes = (server: FastifyInstance): void => {
  server.put('/settings/avatar', async (request, reply) => {
    await allowWholeType(request, reply, 'PUT', SETTINGS)
    if (Number(headerOf(request, 'content-length')) > LARGEST) throw tooBig()
    const image = await readBody(request, LARGEST).catch((error: unknown) => {
      throw error instanceof HttpError && error.status === 413 ? tooBig() : error
    })
    if (!imageType(image)) throw new JsonApiError(422, 'Avatar is not an image')
    await writeAvatar(instanceOf(request), image)
    return reply.code(204).send()
  })
  server.delete('/settings/avatar', async (request, reply) => {
    // A quirk of the real stack: the permission to PUT is asked for.
    await allowWholeType(request, reply, 'PUT', SETTINGS)
    await removeAvatar(instanceOf(request))
    return reply.code(204).send()
  })
}
