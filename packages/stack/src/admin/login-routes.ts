import type { FastifyInstance } from 'fastify'
import { createSessionCode, takeSessionCode } from '../auth/session-codes.js'
import { LOGINS } from '../auth/open-session.js'
import { SESSIONS } from '../auth/session.js'
import { codesOf } from '../one-time/one-time-codes.js'
import { bindBody } from '../server/bind-json.js'
import { badRequest, HttpError } from '../server/http-error.js'
import { sendJson } from '../server/json-api.js'
import { authModeOf } from './auth-mode.js'
import { instanceOfPath } from './named-instance.js'

const MINUTE = 60_000

/** As long as the real stack takes them (`lifecycle/store.go`, `instance/store.go`). */
const MAGIC_LINK_LIFETIME = 15 * MINUTE
const EMAIL_VERIFIED_LIFETIME = 15 * MINUTE

const TWO_FACTOR_MAIL = 1

/** How the owner of an instance logs in: the second factor, codes in the place of a passphrase, who is logged in. */
export const addLoginRoutes = (server: FastifyInstance): void => {
  const { instances, store, clock } = server.stack
  server.post('/instances/:domain/auth-mode', async (request, reply) => {
    const instance = instanceOfPath(request)
    const { auth_mode: asked } = await bindBody(request, { auth_mode: 'string' })
    if (asked === '') throw badRequest('Missing auth_mode key')
    const mode = authModeOf(asked)
    if (mode === undefined) throw badRequest('Unknown authentication mode')
    if ((instance.details.auth_mode ?? 0) === mode) {
      return sendJson(reply, 200, `Instance has already ${asked} auth mode`)
    }
    await instances.update(instance, { details: { auth_mode: mode } })
    return reply.code(204).send()
  })

  server.post('/instances/:domain/session_code', (request, reply) => {
    const code = createSessionCode(store, instanceOfPath(request), clock.now())
    return sendJson(reply, 201, { session_code: code })
  })
  server.post('/instances/:domain/session_code/check', async (request, reply) => {
    const instance = instanceOfPath(request)
    const { session_code: code } = await bindBody(request, { session_code: 'string' })
    const valid = takeSessionCode(store, instance, code, clock.now())
    return sendJson(reply, valid ? 200 : 403, { valid })
  })
  server.post('/instances/:domain/magic_link', (request, reply) => {
    const instance = instanceOfPath(request)
    // The real stack's body is `{"error": {}}`.
    if (!instance.details.magic_link) throw new HttpError(400, 'magic link is not available on this instance')
    const code = codesOf(store).createToken(instance, 'magic_link', MAGIC_LINK_LIFETIME, clock.now())
    return sendJson(reply, 201, { code })
  })
  server.post('/instances/:domain/email_verified_code', (request, reply) => {
    const instance = instanceOfPath(request)
    if (instance.details.auth_mode !== TWO_FACTOR_MAIL) {
      throw badRequest('2FA by email is not enabled on this instance')
    }
    const lifetime = EMAIL_VERIFIED_LIFETIME
    const code = codesOf(store).createToken(instance, 'email_verified_code', lifetime, clock.now())
    return sendJson(reply, 201, { email_verified_code: code })
  })

  server.delete('/instances/:domain/sessions', async (request, reply) => {
    const { documents } = instanceOfPath(request)
    for (const doctype of [SESSIONS, LOGINS]) {
      if (await documents.hasDoctype(doctype)) await documents.dropDoctype(doctype)
    }
    return reply.code(204).send()
  })
}
