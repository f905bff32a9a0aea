import type { FastifyInstance } from 'fastify'
import { currentSession } from '../../auth/current-session.js'
import { sendAuthErrorPage } from '../../auth/pages/error-page.js'
import { appOrigin, pageUrl } from '../../instances/addresses.js'
import { allowWholeType } from '../../permissions/allow.js'
import { bindBody, BindError } from '../../server/bind-json.js'
import { badJson, badRequest, JsonApiError } from '../../server/http-error.js'
import { instanceOf, queryOf } from '../../server/request.js'
import { textsOf } from '../../server/texts.js'
import { SETTINGS } from '../instance-settings.js'
import { hasSignup } from '../settings-change.js'
import { cancelEmailUpdate, confirmEmail, mailConfirmation, startEmailUpdate } from './email-update.js'

/** What a mail can be sent to: one line, with something before and behind the at. */
const ADDRESS = /^[^\s@<>,;\p{Cc}]+@[^\s@<>,;\p{Cc}]+$/u

/** `/settings/email`: the owner's address, which counts once they have shown that they read what is sent there. */
export const addEmailRoutes = (server: FastifyInstance): void => {
  const { stack } = server

  server.post('/settings/email', async (request, reply) => {
    await allowWholeType(request, reply, 'POST', SETTINGS)
    const instance = instanceOf(request)
    const { passphrase, email } = await bindBody(request, { passphrase: 'string', email: 'string' }).catch(
      (error: unknown) => {
        throw error instanceof BindError ? badJson() : error
      }
    )
    if (hasSignup(stack.config, instance)) {
      throw new JsonApiError(403, 'email is managed externally and cannot be changed for this instance')
    }
    if (!(await stack.instances.checkPassphrase(instance, passphrase))) throw badRequest('Invalid passphrase')
    // The real stack stores any text, and fails to write to it.
    if (!ADDRESS.test(email)) throw badRequest('Invalid email address')
    await startEmailUpdate(stack, instance, email)
    return reply.code(204).send()
  })

  server.post('/settings/email/resend', async (request, reply) => {
    await allowWholeType(request, reply, 'POST', SETTINGS)
    await mailConfirmation(stack, instanceOf(request))
    return reply.code(204).send()
  })

  server.delete('/settings/email', async (request, reply) => {
    // A quirk of the real stack: the permission to POST is asked for.
    await allowWholeType(request, reply, 'POST', SETTINGS)
    await cancelEmailUpdate(instanceOf(request))
    return reply.code(204).send()
  })

  server.get('/settings/email/confirm', async (request, reply) => {
    const instance = instanceOf(request)
    if (!(await currentSession(request, instance))) {
      const redirect = `http://${instance.domain}${request.url}`
      return reply.redirect(pageUrl(instance, '/auth/login', { redirect }), 303)
    }
    const settings = appOrigin(instance, 'settings', stack.config.subdomains)
    if (await confirmEmail(stack, instance, queryOf(request, 'token'))) return reply.redirect(settings, 307)
    const { invalidLink, goToSettings } = textsOf(instance.locale)
    return sendAuthErrorPage(request, reply, instance, 400, {
      message: invalidLink,
      link: { href: settings, label: goToSettings }
    })
  })
}
