import type { FastifyInstance } from 'fastify'
import { inMapOrder } from '../data/map-order.js'
import { instanceFlags } from '../features/instance-flags.js'
import { sendResource, type Resource } from '../server/json-api.js'
import { instanceOf, queryOf } from '../server/request.js'
import { SETTINGS } from './instance-settings.js'
import { refuseStrangers } from './strangers.js'

const resourceOf = (id: string, flags: Readonly<Record<string, unknown>>): Resource => ({
  type: SETTINGS,
  id,
  attributes: inMapOrder(flags),
  meta: {},
  links: { self: '/settings/flags' }
})

/** `GET /settings/flags`: for whoever has a token. With `include` also where they come from. */
export const addFlagsRoute = (server: FastifyInstance): void => {
  server.get('/settings/flags', async (request, reply) => {
    await refuseStrangers(request, reply)
    const { flags, sources } = await instanceFlags(server.stack, instanceOf(request))
    const included = sources.map(source => resourceOf(source.id, source.flags))
    const isAsked = queryOf(request, 'include') !== '' && included.length > 0
    return sendResource(reply, 200, resourceOf(`${SETTINGS}.flags`, flags), isAsked ? { included } : {})
  })
}
