import type { FastifyInstance } from 'fastify'
import { permissionOf } from '../permissions/allow.js'
import { PERMISSION_ERRORS } from '../permissions/errors.js'
import { sendErrors } from '../server/json-api.js'
import { instanceOf } from '../server/request.js'
import { textsOf } from '../server/texts.js'
import { managerUrl } from './manager.js'
import { areDue } from './terms.js'

/** Terms of service: what a client warns its owner of, and how it signs for them. */
export const addTermsRoutes = (server: FastifyInstance): void => {
  const { instances, clock, config } = server.stack

  server.get('/settings/warnings', async (request, reply) => {
    await permissionOf(request, reply)
    const instance = instanceOf(request)
    const { tos, tos_latest } = instance.details
    if (!areDue(tos_latest, tos, clock.now())) return sendErrors(reply, 404, [])
    const link = managerUrl(config, instance, 'tos')
    return sendErrors(reply, 402, [
      {
        status: '402',
        title: 'TOS Updated',
        code: 'tos-updated',
        detail: textsOf(instance.locale).termsUpdated,
        source: {},
        links: link === '' ? {} : { self: link }
      }
    ])
  })

  server.put('/settings/instance/sign_tos', async (request, reply) => {
    const { type } = await permissionOf(request, reply)
    if (type !== 'oauth' && type !== 'cli') throw PERMISSION_ERRORS.forbidden()
    const instance = instanceOf(request)
    const { tos_latest } = instance.details
    if (tos_latest?.includes('-')) {
      await instances.update(instance, { details: { tos: tos_latest, tos_latest: undefined } })
    }
    return reply.code(204).send()
  })
}
