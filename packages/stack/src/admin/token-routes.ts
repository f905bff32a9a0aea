import type { FastifyInstance } from 'fastify'
import { changeClient } from '../auth/clients/change-client.js'
import { findClient } from '../auth/clients/find-clients.js'
import type { Instance } from '../instances/api.js'
import { signToken, VALIDITY, type Audience } from '../permissions/token.js'
import { HttpError, notFound } from '../server/http-error.js'
import { queryOf } from '../server/request.js'
import { namedInstance } from './named-instance.js'
import { parseDuration } from './duration.js'

const AUDIENCES = new Map<string, Audience>([
  ['cli', 'cli'],
  ['app', 'app'],
  ['webapp', 'app'],
  ['konn', 'konn'],
  ['konnector', 'konn'],
  ['access', 'access'],
  ['access-token', 'access'],
  ['refresh', 'refresh'],
  ['refresh-token', 'refresh']
])

/** A token of a client is its owner's yes. Throws 404 for a client that is none. */
const acceptClient = async (instance: Instance, id: string): Promise<void> => {
  const client = await findClient(instance, id)
  if (!client) throw notFound('missing')
  if (client.pending) await changeClient(instance, id, { pending: false })
}

/** `POST /instances/token`: a token for the command line, an app, a konnector or a client of OAuth, as plain text. */
export const addTokenRoutes = (server: FastifyInstance): void => {
  server.post('/instances/token', async (request, reply) => {
    const instance = namedInstance(request, queryOf(request, 'Domain'))
    const asked = queryOf(request, 'Audience')
    const subject = queryOf(request, 'Subject')
    const audience = AUDIENCES.get(asked)
    if (!audience) throw new HttpError(400, `Unknown audience ${asked}`)
    if (audience === 'access' || audience === 'refresh') await acceptClient(instance, subject)
    const now = server.stack.clock.now().getTime()
    const expire = parseDuration(queryOf(request, 'Expire'))
    const token = await signToken(instance, {
      audience,
      subject,
      scope: queryOf(request, 'Scope'),
      // A token holds the date of its making alone, so another life is another date.
      issuedAt: expire ? now + expire - (VALIDITY[audience] ?? 0) : now
    })
    return reply.code(200).header('content-type', 'text/plain; charset=UTF-8').send(token)
  })
}
