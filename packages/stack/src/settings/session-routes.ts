import type { FastifyInstance } from 'fastify'
import { currentSession } from '../auth/current-session.js'
import { SESSIONS, sessionsOf, type Session } from '../auth/session.js'
import { allowWholeType } from '../permissions/allow.js'
import { notFound } from '../server/http-error.js'
import { sendResource, sendResources, type Resource } from '../server/json-api.js'
import { instanceOf } from '../server/request.js'

const sessionResource = (session: Session): Resource => ({
  type: SESSIONS,
  id: session._id,
  attributes: session,
  meta: { rev: session._rev }
})

/** Who is logged in, from where one asks and elsewhere. */
export const addSessionRoutes = (server: FastifyInstance): void => {
  const { clock } = server.stack
  server.get('/settings/sessions', async (request, reply) => {
    await allowWholeType(request, reply, 'GET', SESSIONS)
    const sessions = await sessionsOf(instanceOf(request), clock.now())
    return sendResources(reply, 200, sessions.map(sessionResource))
  })
  server.get('/settings/sessions/current', async (request, reply) => {
    const session = await currentSession(request, instanceOf(request))
    if (!session) throw notFound('no current session')
    return sendResource(reply, 200, sessionResource(session))
  })
}
