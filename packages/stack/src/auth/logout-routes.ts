import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { permissionOf } from '../permissions/allow.js'
import { sendJson } from '../server/json-api.js'
import { instanceOf } from '../server/request.js'
import { currentSession } from './current-session.js'
import { allowOrigin, preflight } from './own-cors.js'
import { endOtherSessions, endSession } from './session.js'
import { clearSessionCookie } from './session-cookie.js'

const isApp = async (request: FastifyRequest, reply: FastifyReply): Promise<boolean> => {
  try {
    return (await permissionOf(request, reply)).type === 'app'
  } catch {
    return false
  }
}

const refuse = (reply: FastifyReply, error: string): FastifyReply => sendJson(reply, 401, { error })

const NOT_AN_APP = 'The user can logout only from client-side apps'

/** `DELETE /auth/login` and `DELETE /auth/login/others`: for web apps alone, with their token. */
export const addLogoutRoutes = (server: FastifyInstance): void => {
  const { config } = server.stack

  server.delete('/auth/login', async (request, reply) => {
    const instance = instanceOf(request)
    allowOrigin(request, reply)
    if (!(await isApp(request, reply))) return refuse(reply, NOT_AN_APP)
    const session = await currentSession(request, instance)
    if (session) {
      await endSession(instance, session)
      clearSessionCookie(reply, instance, config.subdomains)
    }
    return reply.code(204).send()
  })

  server.delete('/auth/login/others', async (request, reply) => {
    const instance = instanceOf(request)
    allowOrigin(request, reply)
    if (!(await isApp(request, reply))) return refuse(reply, NOT_AN_APP)
    const session = await currentSession(request, instance)
    if (!session) return refuse(reply, 'Could not retrieve session')
    await endOtherSessions(instance, session)
    return reply.code(204).send()
  })

  server.options('/auth/login', preflight('DELETE'))
  server.options('/auth/login/others', preflight('DELETE'))
}
