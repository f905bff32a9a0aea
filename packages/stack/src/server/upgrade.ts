import { ServerResponse, type IncomingMessage, type Server } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AnswersUnderWay } from './answers-under-way.js'
import { bringsItsBody, replayedConnection } from './replayed-connection.js'

/** The connection of a request for a websocket: its route takes it over, or the request is answered and it is closed. */
export interface Upgrade {
  socket: Socket
  /** What the client has sent behind its request. */
  head: Buffer
  /** Leaves the connection to whoever has called this. */
  take: () => void
}

const upgrades = new WeakMap<IncomingMessage, Upgrade>()

/** Undefined where the request asks for no websocket. */
export const upgradeOf = (request: FastifyRequest): Upgrade | undefined => upgrades.get(request.raw)

/** Whether a header holds this word among those between its commas. */
export const hasToken = (header: string | undefined, token: string): boolean =>
  (header ?? '').split(',').some(part => part.trim().toLowerCase() === token)

/** Through hooks and routes like every other request: who is foreign is refused at the same place. */
const route = (app: FastifyInstance, request: IncomingMessage, socket: Socket, head: Buffer): void => {
  const response = new ServerResponse(request)
  response.shouldKeepAlive = false
  response.assignSocket(socket)
  response.once('finish', () => socket.destroySoon())
  upgrades.set(request, { socket, head, take: () => response.detachSocket(socket) })
  app.routing(request, response)
}

const isOfUpgrade = (name: string): boolean => ['upgrade', 'http2-settings'].includes(name.toLowerCase())

/** The connection of who has gone. Node listens no more: an error without a listener would end the process. */
function destroy(this: Socket): void {
  this.destroy()
}

/** The head of a request as it came, without what asks for another protocol. */
const headWithout = (request: IncomingMessage): Buffer => {
  const lines = [`${request.method} ${request.url} HTTP/${request.httpVersion}`]
  for (let i = 0; i + 1 < request.rawHeaders.length; i += 2) {
    const [name = '', value = ''] = request.rawHeaders.slice(i, i + 2)
    if (isOfUpgrade(name)) continue
    const kept = value.split(',').filter(part => !isOfUpgrade(part.trim()))
    lines.push(`${name}: ${name.toLowerCase() === 'connection' ? kept.join(',') : value}`)
  }
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1')
}

/**
 * Another protocol than a websocket (`h2c` is asked for by some HTTP clients in each request) is nothing to us, and the
 * request is answered as if it did not ask. Node has left it to us: so it goes in once more.
 */
const answerWithout = (server: Server, request: IncomingMessage, socket: Socket, head: Buffer): void => {
  socket.off('error', destroy)
  if (bringsItsBody(request)) {
    server.emit('connection', replayedConnection(headWithout(request), request, socket, head))
    return
  }
  socket.unshift(Buffer.concat([headWithout(request), head]))
  server.emit('connection', socket)
}

/** Has requests for a websocket reach the routes of a server. */
export const acceptUpgrades = (app: FastifyInstance): void => {
  const answers = new AnswersUnderWay(app.server)
  app.server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    socket.on('error', destroy)
    const isWebsocket = request.method === 'GET' && hasToken(request.headers.upgrade, 'websocket')
    // A connection has one answer at a time: a second one on it would end the process, or never be sent.
    answers.whenSent(socket, () => {
      if (isWebsocket) route(app, request, socket, head)
      else answerWithout(app.server, request, socket, head)
    })
  })
}
