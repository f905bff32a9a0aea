import type { FastifyInstance } from 'fastify'
import { allowMaximal } from '../../permissions/allow.js'
import { sendJson } from '../../server/json-api.js'
import { instanceOf, paramOf } from '../../server/request.js'

/** `POST /auth/tokens/konnectors/:slug`: for the flagship app, which runs konnectors on its own device. */
export const addKonnectorTokenRoute = (server: FastifyInstance): void => {
  const { installs } = server.stack

  server.post('/auth/tokens/konnectors/:slug', async (request, reply) => {
    const instance = instanceOf(request)
    const slug = paramOf(request, 'slug')
    try {
      await allowMaximal(request, reply)
    } catch (error) {
      // Go's own form of the error, whichever it was.
      return sendJson(reply, 403, { message: error instanceof Error ? error.message : 'Forbidden' })
    }
    const konnector = await installs.find(instance, 'konnectors', slug).catch(() => undefined)
    if (!konnector) return sendJson(reply, 404, {})
    return sendJson(reply, 201, await installs.token(instance, 'konnectors', slug))
  })
}
