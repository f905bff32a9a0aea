import type { FastifyInstance } from 'fastify'
import { notFound } from '../server/http-error.js'
import { sendJson } from '../server/json-api.js'
import { queryOf } from '../server/request.js'
import { parseDuration } from './duration.js'
import { instanceOfPath } from './named-instance.js'

const DAY = 24 * 60 * 60_000

/** For how long the log shows everything of an instance, whatever its level is. */
export const addDebugRoutes = (server: FastifyInstance): void => {
  const { clock, debugged } = server.stack
  server.get('/instances/:domain/debug', (request, reply) => {
    const { domain } = instanceOfPath(request)
    const until = debugged.until(domain, clock.now())
    if (!until) throw notFound('Debug is disabled on this domain')
    return sendJson(reply, 200, { [domain]: true, until: until.toISOString() })
  })
  server.post('/instances/:domain/debug', (request, reply) => {
    const { domain } = instanceOfPath(request)
    const lifetime = parseDuration(queryOf(request, 'TTL')) ?? DAY
    debugged.add(domain, new Date(clock.now().getTime() + lifetime))
    return reply.code(204).send()
  })
  server.delete('/instances/:domain/debug', (request, reply) => {
    debugged.remove(instanceOfPath(request).domain)
    return reply.code(204).send()
  })
}
