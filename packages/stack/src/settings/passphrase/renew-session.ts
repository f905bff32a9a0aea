import type { FastifyReply, FastifyRequest } from 'fastify'
import { currentSession } from '../../auth/current-session.js'
import { endSession, sessionsOf, createSession, type SessionLength } from '../../auth/session.js'
import { setSessionCookie } from '../../auth/session-cookie.js'
import type { Instance } from '../../instances/api.js'

/**
 * Ends all sessions, since whoever knew the passphrase before may have opened them, and opens one for the browser that
 * has changed it: as long as the one that it had, or `otherwise`.
 */
export const renewSession = async (
  request: FastifyRequest,
  reply: FastifyReply,
  instance: Instance,
  otherwise: SessionLength | undefined
): Promise<void> => {
  const { clock, config } = request.server.stack
  const session = await currentSession(request, instance)
  for (const each of await sessionsOf(instance, clock.now())) await endSession(instance, each)
  const length = session ? (session.long_run ? 'long' : session.short_run ? 'short' : 'normal') : otherwise
  if (length === undefined) return
  const opened = await createSession(instance, length, clock.now())
  await setSessionCookie(reply, instance, config.subdomains, opened)
}
