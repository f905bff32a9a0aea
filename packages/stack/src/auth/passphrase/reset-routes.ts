import type { FastifyInstance } from 'fastify'
import { appOrigin, pageUrl } from '../../instances/addresses.js'
import { sendMail } from '../../mail/send-mail.js'
import { instanceOf, queryOf } from '../../server/request.js'
import { readHint } from '../../settings/passphrase/vault-settings.js'
import type { AuthParts } from '../auth-parts.js'
import { checkCsrfToken, giveCsrfToken } from '../csrf.js'
import { currentSession } from '../current-session.js'
import { readForm } from '../form.js'
import { sendMailSentPage, sendResetPage } from '../pages/reset-page.js'
import { endSession } from '../session.js'
import { clearSessionCookie } from '../session-cookie.js'
import type { ResetTokens } from './reset-tokens.js'

const SLUG = /^[a-z0-9-]+$/

/** `/auth/passphrase_reset` and `/auth/hint`: mails for an owner who has forgotten the passphrase. */
export const addResetRoutes = (server: FastifyInstance, { limits }: AuthParts, resets: ResetTokens): void => {
  const { stack } = server
  const { subdomains } = stack.config

  server.get('/auth/passphrase_reset', async (request, reply) => {
    const instance = instanceOf(request)
    const csrfToken = giveCsrfToken(request, reply)
    // What is no name of an app would lead to another host.
    const asked = queryOf(request, 'from')
    const from = SLUG.test(asked) ? asked : ''
    const hidesBack = queryOf(request, 'hideBackButton') === 'true'
    const login = hidesBack ? undefined : pageUrl(instance, '/auth/login')
    const back = from === '' ? login : appOrigin(instance, from, subdomains)
    return sendResetPage(request, reply, instance, {
      csrfToken,
      redirect: queryOf(request, 'redirect'),
      from,
      hasHint: (await readHint(instance)) !== '',
      ...(back !== undefined && { back })
    })
  })

  server.post('/auth/passphrase_reset', async (request, reply) => {
    const instance = instanceOf(request)
    const field = await readForm(request)
    checkCsrfToken(request, reply, field('csrf_token'))
    // While the last one is good no other is made: nobody floods the owner with mails.
    const token = resets.create(instance, stack.clock.now())
    if (token !== undefined) {
      await sendMail(stack, instance, {
        mode: 'noreply',
        template: 'passphrase_reset',
        values: {
          BaseURL: pageUrl(instance, '/'),
          PublicName: instance.publicName
        },
        secrets: {
          PassphraseResetLink: pageUrl(instance, '/auth/passphrase_renew', { from: field('from'), token })
        }
      })
    }
    const session = await currentSession(request, instance)
    if (session) {
      await endSession(instance, session)
      clearSessionCookie(reply, instance, subdomains)
    }
    return sendMailSentPage(request, reply, instance, { redirect: field('redirect'), what: 'reset' })
  })

  server.post('/auth/hint', async (request, reply) => {
    const instance = instanceOf(request)
    const field = await readForm(request)
    if (!limits.isExceeded('send-hint', instance)) {
      await sendMail(stack, instance, {
        mode: 'noreply',
        template: 'passphrase_hint',
        values: {
          BaseURL: pageUrl(instance, '/'),
          PublicName: instance.publicName
        },
        secrets: { Hint: await readHint(instance) }
      })
    }
    return sendMailSentPage(request, reply, instance, { redirect: field('redirect'), what: 'hint' })
  })
}
