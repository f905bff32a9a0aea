import type { FastifyInstance } from 'fastify'
import { instanceOf } from '../server/request.js'
import type { Stack } from '../stack.js'
import { upgradeOf } from '../server/upgrade.js'
import { Connection } from './connection.js'
import { isHandshake, openWebsocket, refuseHandshake } from './handshake.js'

/** The websocket. Who asks is known by its first message, and by the cookie that the request came with. */
export const addWebsocket = (server: FastifyInstance, { realtime, log }: Stack): void => {
  server.get('/realtime/', async (request, reply) => {
    const instance = instanceOf(request)
    const upgrade = upgradeOf(request)
    if (!upgrade || !isHandshake(request)) return refuseHandshake(reply)
    reply.hijack()
    const socket = await openWebsocket(request, upgrade)
    if (!socket) return
    new Connection({
      socket,
      tcp: upgrade.socket,
      instance,
      realtime,
      log,
      rulesOf: async token => (await server.authenticator.ofToken(request, token)).rules
    })
  })
}
