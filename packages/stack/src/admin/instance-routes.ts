import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Instance } from '../instances/api.js'
import { JsonApiError } from '../server/http-error.js'
import { sendJson, sendResource, sendResources } from '../server/json-api.js'
import { sendNotImplemented } from '../server/not-found.js'
import { paramOf, queryOf } from '../server/request.js'
import { instanceResource } from './instance-resource.js'
import { domainRefusal, instanceOfPath } from './named-instance.js'
import { removeAccounts } from './remove-accounts.js'

/** What is no number counts as 0, as on the real stack. */
const countOf = (request: FastifyRequest, name: string): number => {
  const text = queryOf(request, name)
  return /^\d{1,9}$/.test(text) ? Number(text) : 0
}

const byId = (one: Instance, other: Instance): number => (one.id < other.id ? -1 : 1)

/** List, count, show and destroy instances. */
export const addInstanceRoutes = (server: FastifyInstance): void => {
  const { instances } = server.stack
  server.get('/instances', (request, reply) => {
    const all = instances.list().sort(byId)
    const limit = countOf(request, 'page[limit]')
    if (limit === 0) return sendResources(reply, 200, all.map(instanceResource))
    const from = all.filter(({ id }) => id >= queryOf(request, 'page[cursor]'))
    const page = from.slice(countOf(request, 'page[skip]'))
    const next = page[limit]
    return sendResources(reply, 200, page.slice(0, limit).map(instanceResource), {
      ...(next && { links: { next: `/instances?page[limit]=${limit}&page[cursor]=${next.id}` } })
    })
  })
  server.get('/instances/count', (_request, reply) =>
    sendJson(reply, 200, { count: instances.list().length })
  )
  server.get('/instances/:domain', (request, reply) => {
    // A route of its own on the real stack, in the place of a domain.
    if (paramOf(request, 'domain') === 'assets') return sendNotImplemented(reply, 'GET /instances/assets')
    return sendResource(reply, 200, instanceResource(instanceOfPath(request)))
  })
  server.delete('/instances/:domain', async (request, reply) => {
    const instance = instanceOfPath(request)
    if (instance.details.deleting) throw new JsonApiError(409, 'The deletion has already been requested')
    await instances.update(instance, { details: { deleting: true } })
    await removeAccounts(server.stack, instance)
    await instances.destroy(instance.domain).catch((error: unknown) => {
      throw domainRefusal(error)
    })
    return reply.code(204).send()
  })
}
