import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Instance } from '../instances/api.js'
import { allowMaximal } from '../permissions/allow.js'
import { readBody } from '../server/body.js'
import { sendJson } from '../server/json-api.js'
import { instanceOf } from '../server/request.js'
import type { FailedLogins } from './failed-logins.js'

/** As long as the real stack takes one. */
const LIFETIME_MS = 7 * 24 * 60 * 60 * 1000

const codes = new WeakMap<object, Map<string, number>>()

const codesOf = (owner: object): Map<string, number> => {
  const found = codes.get(owner) ?? new Map<string, number>()
  codes.set(owner, found)
  return found
}

const createCode = (owner: object, instance: Instance, now: Date): string => {
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

const passphraseOf = (body: string): string => {
  try {
    const { passphrase } = JSON.parse(body) as { passphrase?: unknown }
    return typeof passphrase === 'string' ? passphrase : ''
  } catch {
    return ''
  }
}

/** `POST /auth/session_code`: for the flagship app, or whoever has the passphrase as a browser sends it. */
export const addSessionCodeRoute = (server: FastifyInstance, failed: FailedLogins): void => {
  server.post('/auth/session_code', async (request, reply) => {
    const { stack } = request.server
    const instance = instanceOf(request)
    const mayAll = await allowMaximal(request, reply).then(
      () => true,
      () => false
    )
    void reply.removeHeader('www-authenticate')
    if (!mayAll) {
      const now = stack.clock.now()
      const passphrase = passphraseOf((await readBody(request, 4096)).toString())
      const isRight =
        !failed.isBlocked(instance, now) && (await stack.instances.checkPassphrase(instance, passphrase))
      if (!isRight) {
        failed.add(instance, now)
        return sendJson(reply, 401, { error: 'Not authorized' })
      }
    }
    return sendJson(reply, 201, { session_code: createCode(stack.store, instance, stack.clock.now()) })
  })
}
