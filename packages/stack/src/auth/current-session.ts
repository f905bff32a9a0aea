import type { FastifyRequest } from 'fastify'
import type { Instance } from '../instances/api.js'
import { cookieOf } from '../server/cookies.js'
import { findSession, type Session } from './session.js'
import { sessionCookieName, verifiedId } from './session-cookie.js'

/** One request asks several times; the second look costs nothing. */
const known = new WeakMap<FastifyRequest, Promise<Session | undefined>>()

const find = async (request: FastifyRequest, instance: Instance): Promise<Session | undefined> => {
  const { config, clock } = request.server.stack
  const name = sessionCookieName(instance, config.subdomains)
  const id = await verifiedId(instance, name, cookieOf(request, name))
  return id === undefined ? undefined : findSession(instance, id, clock.now())
}

/** The session of the request's cookie; undefined where nobody is logged in. */
export const currentSession = (request: FastifyRequest, instance: Instance): Promise<Session | undefined> => {
  const session = known.get(request) ?? find(request, instance)
  known.set(request, session)
  return session
}
