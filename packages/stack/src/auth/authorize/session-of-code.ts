import type { FastifyReply, FastifyRequest } from 'fastify'
import { instanceOf, queryOf } from '../../server/request.js'
import { currentSession } from '../current-session.js'
import { goQuery } from '../go-query.js'
import { openSession } from '../open-session.js'
import { takeSessionCode } from '../session-codes.js'

/**
 * Opens a session for a `session_code` in the address, and leads to the same address without it. Used up in any case:
 * a code must not open another session later. Undefined where there is none, or somebody is logged in.
 */
export const openSessionOfCode = async (
  request: FastifyRequest,
  reply: FastifyReply
): Promise<FastifyReply | undefined> => {
  const { stack } = request.server
  const instance = instanceOf(request)
  const code = queryOf(request, 'session_code')
  if (code === '') return undefined
  const isGood = takeSessionCode(stack.store, instance, code, stack.clock.now())
  if (!isGood || (await currentSession(request, instance))) return undefined
  await openSession(request, reply, instance, 'short')
  const [path = '', query = ''] = request.url.split('?')
  const left = new URLSearchParams(query)
  left.delete('session_code')
  return reply.redirect(`${path}?${goQuery(left)}`, 303)
}
