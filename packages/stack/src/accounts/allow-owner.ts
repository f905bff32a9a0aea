import type { FastifyReply, FastifyRequest } from 'fastify'
import { currentSession } from '../auth/current-session.js'
import { openSession } from '../auth/open-session.js'
import { takeSessionCode } from '../auth/session-codes.js'
import { HttpError } from '../server/http-error.js'
import { instanceOf, queryOf } from '../server/request.js'

/**
 * Throws 403 unless the owner asks: logged in, or with a session code, which is used up in any case. A short session, or
 * none, gives way to a new one: they may be long at the provider's.
 */
export const allowOwner = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
  const { store, clock } = request.server.stack
  const instance = instanceOf(request)
  const session = await currentSession(request, instance)
  const code = queryOf(request, 'session_code')
  const hasCode = code !== '' && takeSessionCode(store, instance, code, clock.now())
  if (!session && !hasCode) throw new HttpError(403)
  if (!session || session.short_run) await openSession(request, reply, instance, 'short')
}
