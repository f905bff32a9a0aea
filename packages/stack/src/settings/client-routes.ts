import type { FastifyInstance } from 'fastify'
import { CLIENTS, type OAuthClient } from '../auth/clients/client.js'
import { publicClient } from '../auth/clients/client-answer.js'
import { deleteClient } from '../auth/clients/delete-client.js'
import { findClient, listClients } from '../auth/clients/find-clients.js'
import { allowWholeType, permissionOf } from '../permissions/allow.js'
import { tokenOf } from '../permissions/authenticate.js'
import { PERMISSION_ERRORS } from '../permissions/errors.js'
import { JsonApiError } from '../server/http-error.js'
import { sendResources, type Resource } from '../server/json-api.js'
import { instanceOf, paramOf, queryOf } from '../server/request.js'

const PAGE = 100
const LARGEST_PAGE = 1000

const clientResource = (client: OAuthClient): Resource => ({
  type: CLIENTS,
  id: client._id,
  attributes: publicClient(client),
  meta: { rev: client._rev },
  links: { self: `/settings/clients/${client._id}` }
})

/** `page[limit]`; what is no number from 0 to 1000 is as if it were not there. */
const limitOf = (text: string): number => {
  const limit = /^\+?\d{1,9}$/.test(text) ? Number(text) : PAGE
  return limit > LARGEST_PAGE ? PAGE : limit
}

/** The address of the page that begins with a client, as Go writes it. */
const nextLink = (start: string, limit: number): string => {
  const query = new URLSearchParams({
    'page[cursor]': start,
    ...(limit !== PAGE && { 'page[limit]': String(limit) })
  })
  return `/settings/clients?${query.toString()}`
}

/** The OAuth clients of an instance: which there are, and that one is no more. */
export const addClientRoutes = (server: FastifyInstance): void => {
  server.get('/settings/clients', async (request, reply) => {
    await allowWholeType(request, reply, 'GET', CLIENTS)
    const limit = limitOf(queryOf(request, 'page[limit]'))
    const start = queryOf(request, 'page[cursor]')
    const { clients, next } = await listClients(instanceOf(request), { start, limit })
    const links = next === '' || limit === 0 ? {} : { next: nextLink(next, limit) }
    return sendResources(reply, 200, clients.map(clientResource), { links, meta: { count: clients.length } })
  })

  server.delete('/settings/clients/:id', async (request, reply) => {
    await allowWholeType(request, reply, 'DELETE', CLIENTS)
    const isGone = await deleteClient(instanceOf(request), paramOf(request, 'id'))
    if (!isGone) throw new JsonApiError(404, 'missing', { title: 'not_found' })
    return reply.code(204).send()
  })

  server.post('/settings/synchronized', async (request, reply) => {
    if (tokenOf(request) === '') throw PERMISSION_ERRORS.invalidToken()
    const { type, subject } = await permissionOf(request, reply)
    const instance = instanceOf(request)
    const client = type === 'oauth' ? await findClient(instance, subject) : undefined
    if (!client) throw PERMISSION_ERRORS.invalidToken()
    await instance.documents.put(CLIENTS, {
      ...client,
      synchronized_at: server.stack.clock.now().toISOString()
    })
    return reply.code(204).send()
  })
}
