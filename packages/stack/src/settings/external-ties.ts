import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { currentSession } from '../auth/current-session.js'
import { permissionOf } from '../permissions/allow.js'
import { PERMISSION_ERRORS } from '../permissions/errors.js'
import { HttpError } from '../server/http-error.js'
import { sendResource } from '../server/json-api.js'
import { instanceOf } from '../server/request.js'
import { SETTINGS } from './instance-settings.js'
import { managerUrl } from './manager.js'

const isLoggedIn = async (request: FastifyRequest): Promise<boolean> =>
  (await currentSession(request, instanceOf(request))) !== undefined

const isApp = async (request: FastifyRequest, reply: FastifyReply): Promise<boolean> => {
  try {
    return (await permissionOf(request, reply)).type === 'app'
  } catch {
    void reply.removeHeader('www-authenticate')
    return false
  }
}

/** What ties an instance to a manager and those who sell by it. */
export const addTieRoutes = (server: FastifyInstance): void => {
  server.get('/settings/external-ties', async (request, reply) => {
    if (!(await isLoggedIn(request)) && !(await isApp(request, reply))) throw PERMISSION_ERRORS.forbidden()
    return sendResource(reply, 200, {
      type: SETTINGS,
      id: `${SETTINGS}.external-ties`,
      attributes: { has_blocking_subscription: false },
      meta: {},
      // A slip of the real stack.
      links: { self: '/settings/capabilities' }
    })
  })
  server.get('/settings/premium', async (request, reply) => {
    if (!(await isLoggedIn(request))) throw PERMISSION_ERRORS.forbidden()
    const url = managerUrl(server.stack.config, instanceOf(request), 'premium')
    if (url === '') throw new HttpError(404, 'This instance does not have a premium subscription manager.')
    return reply.redirect(url, 301)
  })
}
