import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { appOrigin } from '../instances/addresses.js'
import { instanceOf } from '../server/request.js'

/** `/.well-known/change-password`: where programs that keep passwords lead their user. */
export const addChangePasswordRoute = (server: FastifyInstance): void => {
  const { subdomains } = server.stack.config
  const lead = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> =>
    reply.redirect(`${appOrigin(instanceOf(request), 'settings', subdomains)}/#/profile/password`, 302)
  server.get('/.well-known/change-password', lead)
  server.head('/.well-known/change-password', lead)
}
