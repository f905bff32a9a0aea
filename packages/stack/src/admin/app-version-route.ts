import type { FastifyInstance } from 'fastify'
import type { Instance } from '../instances/api.js'
import { sendJson } from '../server/json-api.js'
import { paramOf } from '../server/request.js'

/** `GET /instances/with-app-version/:slug/:version`: which instances have a web app in one version. */
export const addAppVersionRoute = (server: FastifyInstance): void => {
  const { instances, installs } = server.stack
  server.get('/instances/with-app-version/:slug/:version', async (request, reply) => {
    const version = paramOf(request, 'version')
    const domainOf = async (instance: Instance): Promise<string[]> => {
      const app = await installs.find(instance, 'apps', paramOf(request, 'slug')).catch(() => undefined)
      return app?.version === version ? [instance.domain] : []
    }
    const domains = (await Promise.all(instances.list().map(domainOf))).flat()
    return sendJson(reply, 200, { instances: domains.length > 0 ? domains : null })
  })
}
