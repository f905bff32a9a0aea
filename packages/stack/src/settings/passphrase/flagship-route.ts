import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { CLIENTS } from '../../auth/clients/client.js'
import { findClient } from '../../auth/clients/find-clients.js'
import { createSessionCode } from '../../auth/session-codes.js'
import { skipsCertification } from '../../auth/tokens/client-permission.js'
import { createClientToken } from '../../auth/tokens/client-token.js'
import { bindBody } from '../../server/bind-json.js'
import { sendJson } from '../../server/json-api.js'
import { instanceOf } from '../../server/request.js'
import { inJsonApi } from './passphrase-routes.js'
import { checkRegistration, register, REGISTRATION, REGISTRATION_STRUCT } from './register-routes.js'

const SHAPE = { ...REGISTRATION, client_id: 'string', client_secret: 'string' } as const

/** The flagship app may do everything. */
const SCOPE = '*'

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** `POST /settings/passphrase/flagship`: the end of an onboarding in the flagship app, which gets its tokens at once. */
export const addFlagshipRoute = (server: FastifyInstance): void => {
  const { stack } = server
  server.post('/settings/passphrase/flagship', async (request, reply) => {
    const instance = instanceOf(request)
    const sent = await bindBody(request, SHAPE, { struct: REGISTRATION_STRUCT }).catch(inJsonApi)
    checkRegistration(sent, { mayBeAbsent: false })
    const client = await findClient(instance, sent.client_id)
    if (!client) return sendJson(reply, 400, { error: 'the client must be registered' })
    if (!timingSafeEqual(digest(sent.client_secret), digest(client.client_secret))) {
      return sendJson(reply, 400, { error: 'invalid client_secret' })
    }
    await register(stack, instance, sent)
    await stack.instances.update(instance, { details: { onboarding_finished: true } })
    if (!client.flagship && !skipsCertification(stack, instance)) {
      await instance.documents.put(CLIENTS, { ...client, created_at_onboarding: true })
      return sendJson(reply, 202, {
        session_code: createSessionCode(stack.store, instance, stack.clock.now())
      })
    }
    const tokenFor = (audience: 'access' | 'refresh'): Promise<string> =>
      createClientToken(stack, instance, client, audience, SCOPE)
    return sendJson(reply, 200, {
      token_type: 'bearer',
      scope: SCOPE,
      access_token: await tokenFor('access'),
      refresh_token: await tokenFor('refresh')
    })
  })
}
