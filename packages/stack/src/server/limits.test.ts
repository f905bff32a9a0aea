import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { once } from 'node:events'
import { Agent, createServer, request } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { startTestStack, type TestStack } from '../testing/test-stack.js'
import { BODY_LIMIT } from './body.js'
import { SERVER_LIMITS } from './limits.js'

let test: TestStack
let token: string

beforeAll(async () => {
  test = await startTestStack()
  token = await test.cli('io.cozy.todos io.cozy.jobs io.cozy.triggers io.cozy.permissions')
})

afterAll(() => test.stack.close())

/** Sends chunks until the server answers or the body is over; the status. */
const stream = (method: string, path: string, bytes: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port: new URL(test.stack.url).port,
        method,
        path,
        agent: false,
        headers: { host: test.stack.domain, authorization: `Bearer ${token}`, 'transfer-encoding': 'chunked' }
      },
      answer => {
        resolve(answer.statusCode ?? 0)
        sent.destroy()
      }
    )
    let left = bytes
    const chunk = Buffer.alloc(1 << 20, ' ')
    const more = (): void => {
      while (left > 0 && !sent.destroyed) {
        left -= chunk.length
        if (!sent.write(chunk)) {
          sent.once('drain', more)
          return
        }
      }
      if (!sent.destroyed) sent.end()
    }
    sent.on('error', (error: NodeJS.ErrnoException) => {
      // The answer comes before the end of what is sent.
      if (error.code !== 'EPIPE' && error.code !== 'ECONNRESET') reject(error)
    })
    more()
  })

describe('a body over the limit', () => {
  it.each([
    ['PUT', '/data/io.cozy.todos/one'],
    ['POST', '/data/io.cozy.todos/_find'],
    ['POST', '/jobs/triggers']
  ])('is 413 for %s %s', async (method, path) => {
    expect(await stream(method, path, BODY_LIMIT + (2 << 20))).toBe(413)
  })
})

describe('a connection', () => {
  it('answers again after a body that was too long', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const ask = (body: Buffer | undefined): Promise<number> =>
      new Promise((resolve, reject) => {
        const port = new URL(test.stack.adminUrl).port
        const headers = { host: `127.0.0.1:${port}`, 'content-length': String(body?.length ?? 0) }
        const path = body ? '/clock' : '/version'
        const method = body ? 'POST' : 'GET'
        const sent = request({ host: '127.0.0.1', port, method, path, agent, headers }, answer => {
          answer.resume().on('end', () => resolve(answer.statusCode ?? 0))
        })
        sent.on('error', reject)
        sent.end(body)
      })
    expect(await ask(Buffer.alloc(300_000, ' '))).toBeGreaterThanOrEqual(400)
    expect(await ask(undefined)).toBe(200)
    agent.destroy()
  })

  it('may send 16 KiB of headers', async () => {
    expect((await test.ask('GET', '/version', { headers: { 'x-long': 'a'.repeat(12_000) } })).status).toBe(
      200
    )
    expect((await test.ask('GET', '/version', { headers: { 'x-long': 'a'.repeat(20_000) } })).status).toBe(
      431
    )
  })

  it('is told so without a body, which no answer to HEAD has, and is closed', async () => {
    const socket = connect(Number(new URL(test.stack.url).port), '127.0.0.1').setEncoding('latin1')
    let text = ''
    socket.on('data', (chunk: string) => (text += chunk))
    socket.write(`HEAD /status?${'a'.repeat(20_000)} HTTP/1.1\r\nHost: ${test.stack.domain}\r\n\r\n`)
    await once(socket, 'close')
    expect(text).toMatch(/^HTTP\/1.1 431 [^{]*\r\nConnection: close\r\n[^{]*\r\n\r\n$/)
  })

  it('is told 408 where its headers take too long', async () => {
    const server = createServer({ ...SERVER_LIMITS, headersTimeout: 50, connectionsCheckingInterval: 10 })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
    socket.write('GET /version HTTP/1.1\r\nHost: localhost\r\n')
    const [chunk] = (await once(socket, 'data')) as [Buffer]
    expect(chunk.toString()).toMatch(/^HTTP\/1.1 408 /)
    server.close()
  })

  it('is one of many', async () => {
    const port = Number(new URL(test.stack.url).port)
    const idle = await Promise.all(
      Array.from({ length: 500 }, async () => {
        const socket = connect(port, '127.0.0.1')
        await once(socket, 'connect')
        socket.write('GET /version HTTP/1.1\r\n')
        return socket
      })
    )
    expect((await test.ask('GET', '/version')).status).toBe(200)
    for (const socket of idle) socket.destroy()
  })
})

describe('a content type', () => {
  it.each(['x', '', ';;', 'text/plain', 'application/json; charset=utf-16'])(
    'is not looked at: %j',
    async type => {
      const answer = await test.ask('POST', '/data/io.cozy.todos/', {
        token,
        body: '{"label":"new"}',
        headers: { 'content-type': type }
      })
      expect(answer.status).toBe(201)
    }
  )
})
