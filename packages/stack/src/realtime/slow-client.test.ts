import { once } from 'node:events'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from '@jest/globals'
import { WebSocketServer, type WebSocket } from 'ws'
import { keepAlive } from './keep-alive.js'
import { Outbox } from './outbox.js'

let server: WebSocketServer
let client: Socket

/** The server's end of a websocket whose other end reads nothing behind the handshake, and answers no ping. */
const silent = async (): Promise<WebSocket> => {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await once(server, 'listening')
  client = connect((server.address() as AddressInfo).port, '127.0.0.1')
  client.on('error', () => undefined)
  client.write(
    'GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
      'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n'
  )
  const [socket] = (await once(server, 'connection')) as [WebSocket]
  return socket
}

afterEach(async () => {
  client.destroy()
  server.close()
  await once(server, 'close')
})

describe('a client that does not read', () => {
  it('is given up when more waits for it than may', async () => {
    const socket = await silent()
    let stuck = 0
    const outbox = new Outbox(socket, () => stuck++, { bytes: 1024 * 1024, stall: 600_000 })
    const frame = Buffer.alloc(64 * 1024)
    const closed = once(socket, 'close')
    let sent = 0
    while (socket.readyState === socket.OPEN && sent < 1000) {
      outbox.send(frame)
      sent++
    }
    await closed
    expect(stuck).toBe(1)
    expect(sent).toBeLessThan(1000)
  })

  it('is given up when nothing of what waits goes', async () => {
    const socket = await silent()
    let stuck = 0
    const outbox = new Outbox(socket, () => stuck++, { bytes: 2 ** 30, stall: 50 })
    outbox.send(Buffer.alloc(32 * 1024 * 1024))
    await once(socket, 'close')
    expect(stuck).toBe(1)
  })

  it('is kept while it has nothing to read, until it answers no ping', async () => {
    const socket = await silent()
    let stuck = 0
    new Outbox(socket, () => stuck++, { bytes: 1, stall: 1 })
    keepAlive(socket, { ping: 10, pong: 60 })
    const [code] = (await once(socket, 'close')) as [number]
    expect([code, stuck]).toEqual([1006, 0])
  })
})
