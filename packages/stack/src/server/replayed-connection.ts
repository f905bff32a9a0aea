import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'

/**
 * Whether Node has read the body of a request for another protocol, as it does from version 26 on. Before, the body is
 * what follows on the connection.
 */
export const bringsItsBody = (request: IncomingMessage): boolean =>
  !request.complete || request.readableLength > 0

async function* bodyOf(request: IncomingMessage): AsyncGenerator<Buffer> {
  const isChunked = request.headers['transfer-encoding'] !== undefined
  for await (const chunk of request as AsyncIterable<Buffer>) {
    if (isChunked) yield Buffer.from(`${chunk.length.toString(16)}\r\n`)
    yield chunk
    if (isChunked) yield Buffer.from('\r\n')
  }
  if (isChunked) yield Buffer.from('0\r\n\r\n')
}

async function* bytesOf(
  start: Buffer,
  request: IncomingMessage,
  socket: Socket,
  head: Buffer
): AsyncGenerator<Buffer> {
  yield start
  yield* bodyOf(request)
  yield head
  yield* socket as AsyncIterable<Buffer>
}

/**
 * A connection on which a request comes once more: with another head, its body as Node reads it, and all that comes
 * behind it. It has no idle time: it ends with its client, or with the server.
 */
export const replayedConnection = (
  start: Buffer,
  request: IncomingMessage,
  socket: Socket,
  head: Buffer
): Duplex => {
  const connection = Duplex.from({ readable: bytesOf(start, request, socket, head), writable: socket })
  return Object.assign(connection, { remoteAddress: request.socket.remoteAddress })
}
