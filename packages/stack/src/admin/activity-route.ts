import type { FastifyInstance } from 'fastify'
import { LOGINS } from '../auth/open-session.js'
import { allClients } from '../auth/clients/find-clients.js'
import { SESSIONS } from '../auth/session.js'
import type { Instance } from '../instances/api.js'
import { sendJson } from '../server/json-api.js'
import { instanceOfPath } from './named-instance.js'

/** Nobody was anywhere before, as on the real stack. */
const FIRST = '2018-01-01'

const datesOf = async ({ documents }: Instance, doctype: string, field: string): Promise<unknown[]> => {
  if (!(await documents.hasDoctype(doctype))) return []
  const { rows } = await documents.list(doctype, { include_docs: true })
  return rows.map(({ doc }) => doc?.[field])
}

/** `GET /instances/:domain/last-activity`: the day on which its owner was last there, by a session or a client. */
export const addActivityRoute = (server: FastifyInstance): void => {
  server.get('/instances/:domain/last-activity', async (request, reply) => {
    const instance = instanceOfPath(request)
    const clients = (await allClients(instance)).filter(({ client_kind }) => client_kind !== 'sharing')
    const dates = [
      ...(await datesOf(instance, LOGINS, 'created_at')),
      ...(await datesOf(instance, SESSIONS, 'last_seen')),
      ...clients.flatMap(client => [client.last_refreshed_at, client.synchronized_at])
    ]
    const days = dates.flatMap(date => (typeof date === 'string' ? [date.slice(0, FIRST.length)] : []))
    return sendJson(reply, 200, { 'last-activity': [FIRST, ...days].sort().at(-1) })
  })
}
