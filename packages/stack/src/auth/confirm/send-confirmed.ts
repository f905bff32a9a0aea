import type { FastifyReply, FastifyRequest } from 'fastify'
import { instanceOf } from '../../server/request.js'
import { codesOf } from '../../one-time/one-time-codes.js'
import { sendJson } from '../../server/json-api.js'
import { goQuery } from '../go-query.js'
import { checkRedirect, defaultRedirection } from '../redirect.js'
import { wantsJson } from '../wants-json.js'

/** In milliseconds, as on the real stack. */
const LIFETIME = 5 * 60_000

export const CONFIRMATION = 'confirm-auth'

/** The owner has shown that it is them: told by realtime, and by a code in the address of the app that has asked. */
export const sendConfirmed = async (
  request: FastifyRequest,
  reply: FastifyReply,
  field: (name: string) => string
): Promise<FastifyReply> => {
  const { stack } = request.server
  const instance = instanceOf(request)
  const state = field('state')
  const asked = await checkRedirect(request, instance, field('redirect'))
  stack.realtime.publish(instance.prefix, {
    verb: 'CREATED',
    doctype: 'io.cozy.auth.confirmations',
    id: state,
    doc: { _id: state }
  })
  const url = new URL(asked ?? (await defaultRedirection(stack, instance)))
  const code = codesOf(stack.store).createToken(instance, CONFIRMATION, LIFETIME, stack.clock.now())
  const query = new URLSearchParams(url.search)
  query.set('code', code)
  query.set('state', state)
  url.search = goQuery(query)
  return wantsJson(request) ? sendJson(reply, 200, { redirect: url.href }) : reply.redirect(url.href, 303)
}
