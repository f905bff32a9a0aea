import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Instance } from '../instances/api.js'
import { headerOf } from '../server/request.js'
import { createSession, type Session, type SessionLength } from './session.js'
import { setSessionCookie } from './session-cookie.js'

/** The history of logins. */
export const LOGINS = 'io.cozy.sessions.logins'

/** Opens a session in the browser that asks, and writes it into the history of logins. */
export const openSession = async (
  request: FastifyRequest,
  reply: FastifyReply,
  instance: Instance,
  length: SessionLength
): Promise<Session> => {
  const { clock, config } = request.server.stack
  const now = clock.now()
  const session = await createSession(instance, length, now)
  await setSessionCookie(reply, instance, config.subdomains, session)
  await instance.documents.put(LOGINS, {
    session_id: session._id,
    ip: request.socket.remoteAddress ?? '',
    user_agent: headerOf(request, 'user-agent'),
    // Which ones these are is not worked out here.
    os: '',
    browser: '',
    client_registration: false,
    created_at: now.toISOString()
  })
  return session
}
