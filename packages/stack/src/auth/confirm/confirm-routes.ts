import type { FastifyInstance } from 'fastify'
import { codesOf } from '../../one-time/one-time-codes.js'
import { sendJson } from '../../server/json-api.js'
import { instanceOf, paramOf, queryOf } from '../../server/request.js'
import { textsOf } from '../../server/texts.js'
import type { AuthParts } from '../auth-parts.js'
import { checkCsrfToken, giveCsrfToken } from '../csrf.js'
import { readForm } from '../form.js'
import { sendConfirmPage } from '../pages/confirm-page.js'
import { sendAuthErrorPage } from '../pages/error-page.js'
import { leadToPasscode } from '../two-factor/lead-to-passcode.js'
import { needsPasscode } from '../two-factor/needs-passcode.js'
import { CONFIRMATION, sendConfirmed } from './send-confirmed.js'

/** `/auth/confirm`: an app has its owner type the passphrase again before something that matters. */
export const addConfirmRoutes = (server: FastifyInstance, { failed }: AuthParts): void => {
  const { stack } = server

  server.get('/auth/confirm', async (request, reply) => {
    const instance = instanceOf(request)
    const csrfToken = giveCsrfToken(request, reply)
    const state = queryOf(request, 'state')
    if (state === '') {
      return sendAuthErrorPage(request, reply, instance, 400, { message: 'Error No state parameter' })
    }
    return sendConfirmPage(request, reply, instance, {
      csrfToken,
      state,
      redirect: queryOf(request, 'redirect')
    })
  })

  server.post('/auth/confirm', async (request, reply) => {
    const instance = instanceOf(request)
    const field = await readForm(request)
    checkCsrfToken(request, reply, field('csrf_token'))
    const now = stack.clock.now()
    const texts = textsOf(instance.locale)
    if (failed.isBlocked(instance, now)) return sendJson(reply, 503, { error: texts.tooManyAttempts })
    if (!(await stack.instances.checkPassphrase(instance, field('passphrase')))) {
      failed.add(instance, now)
      return sendJson(reply, 401, { error: texts.wrongPassword })
    }
    if (await needsPasscode(request, instance, { trusted: field('trusted-device-token') })) {
      const redirect = await leadToPasscode(request, {
        state: field('state'),
        redirect: field('redirect'),
        confirm: 'true',
        trusted_device_checkbox: 'false'
      })
      return sendJson(reply, 200, { redirect })
    }
    return sendConfirmed(request, reply, field)
  })

  server.get('/auth/confirm/:code', async (request, reply) => {
    const instance = instanceOf(request)
    const code = paramOf(request, 'code')
    const isGood = codesOf(stack.store).checkToken(instance, CONFIRMATION, code, stack.clock.now())
    return isGood ? reply.code(204).send() : sendJson(reply, 401, { error: 'invalid code' })
  })
}
