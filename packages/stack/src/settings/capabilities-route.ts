import type { FastifyInstance } from 'fastify'
import { permissionOf } from '../permissions/allow.js'
import { instanceOf } from '../server/request.js'
import { capabilitiesOf } from './capabilities.js'
import { sendSettings } from './send-settings.js'

/** `GET /settings/capabilities`: for whoever has a token. */
export const addCapabilitiesRoute = (server: FastifyInstance): void => {
  server.get('/settings/capabilities', async (request, reply) => {
    await permissionOf(request, reply)
    return sendSettings(reply, 'capabilities', capabilitiesOf(server.stack.config, instanceOf(request)))
  })
}
