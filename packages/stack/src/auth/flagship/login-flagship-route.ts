import type { FastifyInstance } from 'fastify'
import { bindBody, BindError } from '../../server/bind-json.js'
import { badRequest } from '../../server/http-error.js'
import { sendJson } from '../../server/json-api.js'
import { instanceOf } from '../../server/request.js'
import { textsOf } from '../../server/texts.js'
import { sendPasscode, takePasscode } from '../../settings/two-factor.js'
import { answerTexts } from '../answer-texts.js'
import type { AuthParts } from '../auth-parts.js'
import { changeClient } from '../clients/change-client.js'
import { hasSecret } from '../clients/client-secret.js'
import { findClient } from '../clients/find-clients.js'
import { needsOnboarding, sendNeedsOnboarding } from '../needs-onboarding.js'
import { createSessionCode } from '../session-codes.js'
import { createClientToken } from '../tokens/client-token.js'
import { hasTwoSteps, isEmailVerified } from '../two-factor/needs-passcode.js'

const LOGIN = {
  client_id: 'string',
  client_secret: 'string',
  passphrase: 'string',
  two_factor_passcode: 'string',
  two_factor_token: 'string',
  email_verified_code: 'string'
} as const

/** `POST /auth/login/flagship`: the flagship app logs its owner in itself, and gets its tokens without the dance. */
export const addLoginFlagshipRoute = (server: FastifyInstance, { failed, limits }: AuthParts): void => {
  const { stack } = server

  server.post('/auth/login/flagship', async (request, reply) => {
    const instance = instanceOf(request)
    if (needsOnboarding(instance)) return sendNeedsOnboarding(reply, instance)
    const refuse = (status: number, error: string) => sendJson(reply, status, { error })
    const sent = await bindBody(request, LOGIN, { struct: 'auth.loginFlagshipParameters' }).catch(
      (error: unknown) => {
        throw error instanceof BindError ? badRequest(error.words) : error
      }
    )
    const now = stack.clock.now()
    const texts = textsOf(instance.locale)
    if (failed.isBlocked(instance, now)) return refuse(503, texts.tooManyAttempts)
    if (!(await stack.instances.checkPassphrase(instance, sent.passphrase))) {
      failed.add(instance, now)
      return refuse(401, texts.wrongPassword)
    }
    if (hasTwoSteps(instance) && !isEmailVerified(stack, instance, sent.email_verified_code)) {
      if (sent.two_factor_token === '') {
        return sendJson(reply, 401, { two_factor_token: await sendPasscode(stack, instance) })
      }
      const { wrongPasscode, tooManyPasscodes } = answerTexts(instance)
      if (limits.isExceeded('two-factor', instance)) return refuse(403, tooManyPasscodes)
      if (!takePasscode(stack, instance, sent.two_factor_token, sent.two_factor_passcode)) {
        return refuse(403, wrongPasscode)
      }
      limits.reset('two-factor', instance)
    }
    const client = await findClient(instance, sent.client_id)
    if (!client) return refuse(400, 'the client must be registered')
    if (!hasSecret(client, sent.client_secret)) return refuse(400, 'invalid client_secret')
    if (!client.flagship) {
      return sendJson(reply, 202, { session_code: createSessionCode(stack.store, instance, now) })
    }
    if (client.pending) await changeClient(instance, client._id, { pending: false })
    const scope = '*'
    return sendJson(reply, 200, {
      token_type: 'bearer',
      scope,
      access_token: await createClientToken(stack, instance, client, 'access', scope),
      refresh_token: await createClientToken(stack, instance, client, 'refresh', scope)
    })
  })
}
