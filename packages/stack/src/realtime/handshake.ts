import type { FastifyReply, FastifyRequest } from 'fastify'
import type { WebSocket, WebSocketServer } from 'ws'
import { headerOf } from '../server/request.js'
import { hasToken, type Upgrade } from '../server/upgrade.js'

const PROTOCOL = 'io.cozy.websocket'

/** Bytes of one message of a client, as on the real stack; a longer one closes the websocket (1009). */
export const LARGEST_MESSAGE = 1024

const KEY = /^[+/0-9A-Za-z]{22}==$/

/** Whether the request is one of RFC 6455 that the real stack takes. */
export const isHandshake = (request: FastifyRequest): boolean =>
  hasToken(headerOf(request, 'sec-websocket-version'), '13') &&
  KEY.test(headerOf(request, 'sec-websocket-key').trim())

/** What the real stack's library answers to anything else. */
export const refuseHandshake = (reply: FastifyReply): FastifyReply =>
  reply
    .code(400)
    .header('content-type', 'text/plain; charset=utf-8')
    .header('sec-websocket-version', '13')
    .send('Bad Request\n')

let loading: Promise<WebSocketServer> | undefined

/** Loaded with the first websocket: most stacks never see one. */
const load = async (): Promise<WebSocketServer> => {
  const { WebSocketServer } = await import('ws')
  return new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: LARGEST_MESSAGE,
    // The real stack looks at neither: bytes that are no UTF-8 become U+FFFD.
    skipUTF8Validation: true,
    handleProtocols: protocols => (protocols.has(PROTOCOL) ? PROTOCOL : false)
  })
}

/** Answers the handshake. Undefined where the client has gone meanwhile. */
export const openWebsocket = async (
  request: FastifyRequest,
  { socket, head, take }: Upgrade
): Promise<WebSocket | undefined> => {
  const server = await (loading ??= load())
  take()
  return new Promise(resolve => {
    socket.once('close', () => resolve(undefined))
    server.handleUpgrade(request.raw, socket, head, resolve)
  })
}
