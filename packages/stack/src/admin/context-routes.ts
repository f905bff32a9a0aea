import type { FastifyInstance } from 'fastify'
import type { StackConfig } from '../config.js'
import { registriesOf } from '../registry/registries.js'
import { sendJson } from '../server/json-api.js'
import { paramOf } from '../server/request.js'

const contextResource = (config: StackConfig, context: string): Record<string, unknown> => ({
  config: Object.hasOwn(config.contexts, context) ? config.contexts[context] : null,
  context,
  registries: registriesOf(config, { context })
})

/** The contexts of cozy.yaml. */
export const addContextRoutes = (server: FastifyInstance): void => {
  const { config } = server.stack
  const names = new Set([...Object.keys(config.contexts), ...Object.keys(config.registries)])
  server.get('/instances/contexts', (_request, reply) =>
    sendJson(
      reply,
      200,
      [...names].map(name => contextResource(config, name))
    )
  )
  server.get('/instances/contexts/:name', (request, reply) => {
    const name = paramOf(request, 'name')
    if (!names.has(name)) return reply.code(404).send()
    return sendJson(reply, 200, contextResource(config, name))
  })
}
