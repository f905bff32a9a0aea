import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Instance } from '../../instances/api.js'
import { instanceOf, queryOf } from '../../server/request.js'
import { giveCsrfToken } from '../csrf.js'
import { needsOnboarding, sendNeedsOnboarding } from '../needs-onboarding.js'
import { sendRenewPage } from '../pages/renew-page.js'
import { defaultRedirection } from '../redirect.js'

/** Whether this is, in hexadecimal, the token with which the owner may choose the first passphrase. */
export const isRegisterToken = ({ details }: Instance, sent: string): boolean => {
  const token = Buffer.from(details.register_token ?? '', 'base64')
  const found = Buffer.from(/^([0-9a-f]{2})+$/i.test(sent) ? sent : '', 'hex')
  return token.length > 0 && token.length === found.length && timingSafeEqual(token, found)
}

/** `GET /auth/passphrase`: where the owner of a new instance chooses the first passphrase. */
export const addFirstPassphraseRoute = (server: FastifyInstance): void => {
  server.get('/auth/passphrase', async (request, reply) => {
    const instance = instanceOf(request)
    giveCsrfToken(request, reply)
    if (!needsOnboarding(instance)) {
      return reply.redirect(await defaultRedirection(server.stack, instance), 303)
    }
    const registerToken = queryOf(request, 'registerToken')
    if (!isRegisterToken(instance, registerToken)) return sendNeedsOnboarding(reply, instance)
    void reply.header('referrer-policy', 'same-origin')
    return sendRenewPage(request, reply, instance, { kind: 'first', registerToken })
  })
}
