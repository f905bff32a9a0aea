import type { FastifyInstance } from 'fastify'
import { termsWarnings } from '../instance-checks/terms-warnings.js'
import { permissionOf } from '../permissions/allow.js'
import { PERMISSION_ERRORS } from '../permissions/errors.js'
import { sendErrors } from '../server/json-api.js'
import { instanceOf } from '../server/request.js'

/** Terms of service: what a client warns its owner of, and how it signs for them. */
export const addTermsRoutes = (server: FastifyInstance): void => {
  const { instances } = server.stack

  server.get('/settings/warnings', async (request, reply) => {
    await permissionOf(request, reply)
    const instance = instanceOf(request)
    const warnings = termsWarnings(request, instance)
    return warnings.length === 0 ? sendErrors(reply, 404, []) : sendErrors(reply, 402, warnings)
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
