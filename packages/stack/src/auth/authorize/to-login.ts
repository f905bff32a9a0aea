import type { FastifyReply, FastifyRequest } from 'fastify'
import { pageUrl } from '../../instances/addresses.js'
import { instanceOf } from '../../server/request.js'

/** Who is not logged in does so first, and comes back to the same address. */
export const leadToLogin = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const instance = instanceOf(request)
  const redirect = `${pageUrl(instance, '')}${request.url}`
  return reply.redirect(pageUrl(instance, '/auth/login', { redirect }), 303)
}
