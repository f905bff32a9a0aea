import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { clientAnswer } from '../auth/clients/client-answer.js'
import { ClientError } from '../auth/clients/client-errors.js'
import { createClient } from '../auth/clients/create-client.js'
import { deleteClient } from '../auth/clients/delete-client.js'
import { allClients } from '../auth/clients/find-clients.js'
import { invalidParameter, notFound } from '../server/http-error.js'
import { sendJson } from '../server/json-api.js'
import { queryOf } from '../server/request.js'
import { instanceOfPath, namedInstance } from './named-instance.js'
import { booleanOf } from './parameters.js'

const register = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const { stack } = request.server
  const instance = namedInstance(request, queryOf(request, 'Domain'))
  const allowLogin = booleanOf(request, 'AllowLoginScope')
  // The real stack answers 500.
  if (allowLogin === undefined) throw invalidParameter('AllowLoginScope', 'AllowLoginScope is missing')
  const given = {
    redirect_uris: [queryOf(request, 'RedirectURI')],
    client_name: queryOf(request, 'ClientName'),
    software_id: queryOf(request, 'SoftwareID'),
    allow_login_scope: allowLogin
  }
  try {
    const client = await createClient(stack, instance, given, { pending: false })
    return sendJson(reply, 200, clientAnswer(client))
  } catch (error) {
    if (!(error instanceof ClientError)) throw error
    return reply.code(400).header('content-type', 'text/plain; charset=UTF-8').send(error.message)
  }
}

/** Clients of OAuth, by the administration: register one, find one by its software, remove them. */
export const addClientRoutes = (server: FastifyInstance): void => {
  server.post('/instances/oauth_client', register)
  server.get('/instances/oauth_client', async (request, reply) => {
    const instance = namedInstance(request, queryOf(request, 'domain'))
    const software = queryOf(request, 'software_id')
    const client = (await allClients(instance)).find(({ software_id }) => software_id === software)
    if (!client) throw notFound('no doc found')
    // The real stack shows the secret too.
    const { client_secret: _secret, ...shown } = client
    return sendJson(reply, 200, shown)
  })
  server.delete('/oauth/:domain/clients', async (request, reply) => {
    const instance = instanceOfPath(request)
    const kind = queryOf(request, 'Kind')
    const chosen = (await allClients(instance)).filter(
      ({ client_kind }) => kind === '' || client_kind === kind
    )
    for (const { _id } of chosen) await deleteClient(instance, _id)
    return sendJson(reply, 200, { count: chosen.length })
  })
}
