import { describe, expect, it } from '@jest/globals'
import type { FastifyRequest } from 'fastify'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { readBody } from './body.js'

describe('the body of a request', () => {
  it('that its client cuts off is a mistake of the client, and no bug to report', async () => {
    const server = createServer()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
    socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{')
    const [body] = (await once(server, 'request')) as [IncomingMessage]
    const read = readBody({ body } as unknown as FastifyRequest)
    socket.destroy()
    await expect(read).rejects.toMatchObject({ name: 'HttpError', status: 400 })
    server.close()
  })
})
