import type { FastifyInstance } from 'fastify'
import { allowWholeType } from '../permissions/allow.js'
import { bindBody } from '../server/bind-json.js'
import { badRequest } from '../server/http-error.js'
import { instanceOf } from '../server/request.js'
import { authModeNumber, authModeOf } from './instance-attributes.js'
import { SETTINGS } from './instance-settings.js'
import { sendActivationCode, takeActivationCode } from './two-factor.js'

/** `PUT /settings/instance/auth_mode`: logins with the passphrase alone, or with a code by mail besides. */
export const addAuthModeRoute = (server: FastifyInstance): void => {
  const { stack } = server
  server.put('/settings/instance/auth_mode', async (request, reply) => {
    await allowWholeType(request, reply, 'PUT', SETTINGS)
    const instance = instanceOf(request)
    const sent = await bindBody(request, { auth_mode: 'string', two_factor_activation_code: 'string' })
    const mode = authModeNumber(sent.auth_mode)
    if (mode === undefined) throw badRequest('Unknown authentication mode')
    if (sent.auth_mode === authModeOf(instance)) return reply.code(204).send()
    if (sent.auth_mode === 'two_factor_mail') {
      if (sent.two_factor_activation_code === '') {
        await sendActivationCode(stack, instance)
        return reply.code(204).send()
      }
      if (!takeActivationCode(stack, instance, sent.two_factor_activation_code)) return reply.code(422).send()
    }
    await stack.instances.update(instance, { details: { auth_mode: mode } })
    return reply.code(204).send()
  })
}
