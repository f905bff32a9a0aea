import type { FastifyInstance } from 'fastify'
import { appOrigin, pageUrl } from '../../instances/addresses.js'
import { sendJson } from '../../server/json-api.js'
import { instanceOf, queryOf } from '../../server/request.js'
import { checkIterations } from '../../settings/passphrase/iterations.js'
import { PASSPHRASE_ERRORS } from '../../settings/passphrase/errors.js'
import { setPassphrase } from '../../settings/passphrase/set-passphrase.js'
import { writeHint } from '../../settings/passphrase/vault-settings.js'
import { checkCsrfToken, giveCsrfToken } from '../csrf.js'
import { readForm } from '../form.js'
import { sendAuthErrorPage } from '../pages/error-page.js'
import { sendRenewPage } from '../pages/renew-page.js'
import { endSession, sessionsOf } from '../session.js'
import { wantsJson } from '../wants-json.js'
import type { ResetTokens } from './reset-tokens.js'

const INVALID = 'Error Invalid reset token'

/** Go's `strconv.Atoi`; 0 for what is no number. */
const integerOf = (text: string): number => (/^\d{1,9}$/.test(text) ? Number(text) : 0)

/** `/auth/passphrase_renew`: a new passphrase, by the link of a mail. */
export const addRenewRoutes = (server: FastifyInstance, resets: ResetTokens): void => {
  const { stack } = server
  const { clock, config } = stack

  server.get('/auth/passphrase_renew', async (request, reply) => {
    const instance = instanceOf(request)
    const csrfToken = giveCsrfToken(request, reply)
    const resetToken = queryOf(request, 'token')
    const found = resets.check(instance, resetToken, clock.now())
    if (found === 'none') return sendAuthErrorPage(request, reply, instance, 400, { message: INVALID })
    if (found === 'wrong') return sendJson(reply, 400, { error: 'invalid_token' })
    // The token is in the address: no other site is to be told of it.
    void reply.header('referrer-policy', 'same-origin')
    return sendRenewPage(request, reply, instance, {
      kind: 'renew',
      csrfToken,
      resetToken,
      from: queryOf(request, 'from')
    })
  })

  server.post('/auth/passphrase_renew', async (request, reply) => {
    const instance = instanceOf(request)
    const field = await readForm(request)
    checkCsrfToken(request, reply, field('csrf_token'))
    const found = resets.check(instance, field('passphrase_reset_token'), clock.now())
    if (found === 'wrong') return sendJson(reply, 400, { error: 'invalid_token' })
    if (found === 'none') {
      return wantsJson(request)
        ? sendJson(reply, 401, { error: 'Invalid reset token' })
        : sendAuthErrorPage(request, reply, instance, 400, { message: INVALID })
    }
    const passphrase = field('passphrase')
    const iterations = integerOf(field('iterations'))
    // The real stack takes an empty one.
    if (passphrase === '') throw PASSPHRASE_ERRORS.missing()
    checkIterations(iterations)
    resets.drop(instance)
    await setPassphrase(stack, instance, {
      passphrase,
      iterations,
      key: field('key'),
      publicKey: field('public_key'),
      privateKey: field('private_key')
    })
    await writeHint(instance, field('hint'), clock.now())
    // Whoever knew the last passphrase is out.
    for (const session of await sessionsOf(instance, clock.now())) await endSession(instance, session)
    const redirect =
      field('from') === 'settings'
        ? `${appOrigin(instance, 'settings', config.subdomains)}/#/profile/email`
        : pageUrl(instance, '/auth/login')
    return wantsJson(request) ? sendJson(reply, 200, { redirect }) : reply.redirect(redirect, 303)
  })
}
