import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Instance } from '../instances/api.js'
import { allowMaximal } from '../permissions/allow.js'
import { bindBody } from '../server/bind-json.js'
import { sendJson } from '../server/json-api.js'
import { instanceOf } from '../server/request.js'
import { sendPasscode, takePasscode } from '../settings/two-factor.js'
import type { AuthParts } from './auth-parts.js'
import { hasTwoSteps } from './two-factor/needs-passcode.js'

/** As long as the real stack takes one. */
const LIFETIME_MS = 7 * 24 * 60 * 60 * 1000

const codes = new WeakMap<object, Map<string, number>>()

const codesOf = (owner: object): Map<string, number> => {
  const found = codes.get(owner) ?? new Map<string, number>()
  codes.set(owner, found)
  return found
}

/** A code that opens a session on an app's page. `owner` is the running stack's store. */
export const createSessionCode = (owner: object, instance: Instance, now: Date): string => {
  const kept = codesOf(owner)
  for (const [key, until] of kept) if (until <= now.getTime()) kept.delete(key)
  const code = randomBytes(24).toString('base64url')
  kept.set(`${instance.prefix} ${code}`, now.getTime() + LIFETIME_MS)
  return code
}

/** Whether a code is good to open a session on an app's page; it is good for once. `owner` is the running stack's store. */
export const takeSessionCode = (owner: object, instance: Instance, code: string, now: Date): boolean => {
  const kept = codesOf(owner)
  const until = kept.get(`${instance.prefix} ${code}`)
  kept.delete(`${instance.prefix} ${code}`)
  return until !== undefined && until > now.getTime()
}

/** What is sent in the place of a token. What can't be read is as good as nothing. */
const CREDENTIALS = {
  passphrase: 'string',
  two_factor_token: 'string',
  two_factor_passcode: 'string'
} as const

const NOTHING = { passphrase: '', two_factor_token: '', two_factor_passcode: '' }

/** `POST /auth/session_code`: for the flagship app, or whoever has the passphrase as a browser sends it. */
export const addSessionCodeRoute = (server: FastifyInstance, { failed, limits }: AuthParts): void => {
  server.post('/auth/session_code', async (request, reply) => {
    const { stack } = request.server
    const instance = instanceOf(request)
    const mayAll = await allowMaximal(request, reply).then(
      () => true,
      () => false
    )
    void reply.removeHeader('www-authenticate')
    const now = stack.clock.now()
    if (!mayAll) {
      const sent = await bindBody(request, CREDENTIALS).catch(() => NOTHING)
      const isRight =
        !failed.isBlocked(instance, now) && (await stack.instances.checkPassphrase(instance, sent.passphrase))
      if (!isRight) {
        failed.add(instance, now)
        return sendJson(reply, 401, { error: 'Not authorized' })
      }
      const isSecondStep =
        hasTwoSteps(instance) &&
        (limits.isExceeded('two-factor', instance) ||
          !takePasscode(stack, instance, sent.two_factor_token, sent.two_factor_passcode))
      if (isSecondStep) {
        const token = await sendPasscode(stack, instance)
        return sendJson(reply, 403, { error: 'two factor needed', two_factor_token: token })
      }
    }
    return sendJson(reply, 201, { session_code: createSessionCode(stack.store, instance, now) })
  })
}
