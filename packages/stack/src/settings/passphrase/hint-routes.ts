import type { FastifyInstance } from 'fastify'
import { browserHash } from '../../instances/passphrase.js'
import { allowWholeType } from '../../permissions/allow.js'
import { bindBody } from '../../server/bind-json.js'
import { instanceOf } from '../../server/request.js'
import { SETTINGS } from '../instance-settings.js'
import { PASSPHRASE_ERRORS } from './errors.js'
import { inJsonApi } from './passphrase-routes.js'
import { readHint, writeHint } from './vault-settings.js'

/** `GET` and `PUT /settings/hint`: whether the owner has left themselves one; never which. */
export const addHintRoutes = (server: FastifyInstance): void => {
  const { instances, clock } = server.stack
  server.get('/settings/hint', async (request, reply) => {
    await allowWholeType(request, reply, 'GET', SETTINGS)
    if ((await readHint(instanceOf(request))) === '') throw PASSPHRASE_ERRORS.noHint()
    return reply.code(204).send()
  })
  server.put('/settings/hint', async (request, reply) => {
    await allowWholeType(request, reply, 'PUT', SETTINGS)
    const instance = instanceOf(request)
    const { hint } = await bindBody(request, { hint: 'string' }).catch(inJsonApi)
    const hashed = await browserHash(hint, instance.domain, instance.kdfIterations)
    if (await instances.checkPassphrase(instance, hashed)) throw PASSPHRASE_ERRORS.hintIsPassphrase()
    await writeHint(instance, hint, clock.now())
    return reply.code(204).send()
  })
}
