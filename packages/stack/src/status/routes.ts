import type { FastifyReply, FastifyRequest } from 'fastify'
import type { RouteFamily } from '../server/family.js'
import { sendJson } from '../server/json-api.js'

const HEALTHY = 'healthy'

/** `/status`: whether all that the stack rests on answers. Here it is all in one process. */
export const statusRoutes: RouteFamily = {
  name: 'status',
  port: 'instance',
  fidelity: 'The form alone: what it tells of is part of this process.',
  register(server) {
    const get = (_request: FastifyRequest, reply: FastifyReply): FastifyReply =>
      sendJson(reply, 200, {
        cache: HEALTHY,
        couchdb: HEALTHY,
        fs: HEALTHY,
        latency: { cache: '0s', couchdb: '0s', fs: '0s' },
        message: 'OK',
        status: 'OK'
      })
    const head = (_request: FastifyRequest, reply: FastifyReply): FastifyReply =>
      reply.code(200).header('content-type', 'application/json').send()
    for (const path of ['/status', '/status/']) {
      server.get(path, get)
      server.head(path, head)
    }
  }
}
