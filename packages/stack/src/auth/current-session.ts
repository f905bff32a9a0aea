import type { FastifyRequest } from 'fastify'
import type { Instance } from '../instances/api.js'
import { cookiesOf } from '../server/cookies.js'
import { findSession, type Session } from './session.js'
import { sessionCookieName, verifiedId } from './session-cookie.js'

/** One request asks several times; the second look costs nothing. */
const known = new WeakMap<FastifyRequest, Promise<Session | undefined>>()

/** As many cookies of one name are looked at. */
const MOST = 8

const find = async (request: FastifyRequest, instance: Instance): Promise<Session | undefined> => {
  const { config, clock } = request.server.stack
  const name = sessionCookieName(instance, config.subdomains)
  // An instance below another one, alice.cozy.localhost of cozy.localhost, gets the cookies of both.
  for (const value of cookiesOf(request, name).slice(0, MOST)) {
    const id = await verifiedId(instance, name, value)
    if (id !== undefined) return findSession(instance, id, clock.now())
  }
  return undefined
}

/** The session of the request's cookie; undefined where nobody is logged in. */
export const currentSession = (request: FastifyRequest, instance: Instance): Promise<Session | undefined> => {
  const session = known.get(request) ?? find(request, instance)
  known.set(request, session)
  return session
}
