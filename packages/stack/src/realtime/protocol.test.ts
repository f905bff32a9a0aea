import { connect as connectTcp } from 'node:net'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { startTestStack, type TestStack } from '../testing/test-stack.js'
import { askUpgrade, auth, connect, settled, subscribe } from './testing/websocket-client.js'

let test: TestStack
let token: string

beforeAll(async () => {
  test = await startTestStack()
  token = await test.cli('io.cozy.todos')
})

afterAll(() => test.stack.close())

const refused = (status: string, code: string, title: string, source: unknown) => ({
  event: 'error',
  payload: { status, code, title, source }
})

const unknownMethod = (method: string, source: unknown) =>
  refused('405 Method Not Allowed', 'method not allowed', `The ${method} method is not supported`, source)

describe('the first message', () => {
  const unauthorized = (source: unknown) =>
    refused('401 Unauthorized', 'unauthorized', 'The authentication has failed', source)

  it.each([
    [auth('nonsense'), unauthorized(auth('nonsense'))],
    [{ method: 'AUTH' }, unauthorized({ method: 'AUTH' })],
    [{ method: 'AUTH', payload: '' }, unauthorized(auth(''))],
    [subscribe('io.cozy.todos'), unknownMethod('SUBSCRIBE', { method: 'SUBSCRIBE', payload: '' })],
    [auth(1), unknownMethod('AUTH', auth(''))],
    [auth(null), unauthorized(auth(''))],
    [{ method: 'other', more: 'x' }, unknownMethod('other', { method: 'other', more: 'x' })],
    ['{"method":"AUTH"', unknownMethod('', null)],
    ['', unknownMethod('', null)],
    ['null', unknownMethod('', null)],
    ['[]', unknownMethod('', null)]
  ])('is refused, and the connection ends: %j', async (message, answer) => {
    const client = await connect(test.stack.domain)
    client.say(message)
    expect(await client.next()).toEqual(answer)
    expect(await client.closed).toBe(1006)
  })

  it('may be a token that is expired, or of another instance: that is not told', async () => {
    await test.admin('POST', '/instances?Domain=next.localhost')
    const next = await test.admin(
      'POST',
      '/instances/token?Domain=next.localhost&Audience=cli&Scope=io.cozy.todos'
    )
    const client = await connect(test.stack.domain)
    client.say(auth(next.text))
    expect(await client.next()).toMatchObject({ payload: { title: 'The authentication has failed' } })
    expect(await client.closed).toBe(1006)
  })
})

describe('a message after it', () => {
  const welcome = async () => {
    const client = await connect(test.stack.domain)
    client.say(auth(token))
    return client
  }

  it.each([
    [auth('again'), undefined],
    [{ method: 'PING' }, unknownMethod('PING', { method: 'PING', payload: { type: '', id: '' } })],
    ['null', unknownMethod('', { method: '', payload: { type: '', id: '' } })],
    [
      { method: 'subscribe', payload: { id: 'x' } },
      refused('404 Page Not Found', 'page not found', 'The type parameter is mandatory for SUBSCRIBE', {
        method: 'subscribe',
        payload: { type: '', id: 'x' }
      })
    ],
    ['no json', undefined],
    ['[]', undefined],
    ['""', undefined],
    [{ method: 1 }, undefined],
    [{ method: 'SUBSCRIBE', payload: { type: ['io.cozy.todos'] } }, undefined]
  ])('%j is refused; what cannot be read ends the connection', async (message, answer) => {
    const client = await welcome()
    client.say(message)
    if (!answer) expect(await client.closed).toBe(1006)
    else {
      expect(await client.next()).toEqual(answer)
      expect(await settled(client)).toEqual([])
      client.socket.close()
    }
  })

  it('of more than 1024 bytes ends the connection', async () => {
    const client = await welcome()
    client.say('x'.repeat(1025))
    expect(await client.closed).toBe(1009)
  })

  it('waits for the AUTH before it', async () => {
    const client = await connect(test.stack.domain)
    client.say(auth(token), ...Array.from({ length: 300 }, (_, i) => subscribe('io.cozy.todos', String(i))))
    expect(await settled(client)).toEqual([])
    client.socket.close()
  })
})

describe('the handshake', () => {
  it.each([
    ['no upgrade', { connection: 'close', upgrade: '' }],
    ['another version', { 'sec-websocket-version': '8' }],
    ['a key that is none', { 'sec-websocket-key': 'x' }],
    ['another protocol', { upgrade: 'h2c' }]
  ])('is refused as the real stack does: %s', async (_name, headers) => {
    const answer = await askUpgrade(test.stack.domain, { headers })
    expect(answer).toMatchObject({
      status: 400,
      text: 'Bad Request\n',
      headers: { 'content-type': 'text/plain; charset=utf-8', 'sec-websocket-version': '13' }
    })
  })

  it('takes a client that names no protocol of its own, and names ours to one that does', async () => {
    expect((await askUpgrade(test.stack.domain)).headers['sec-websocket-protocol']).toBeUndefined()
    const { socket } = await connect(test.stack.domain)
    expect(socket.protocol).toBe('io.cozy.websocket')
    socket.terminate()
  })

  it.each([
    ['a foreign Origin', { origin: 'https://evil.example' }],
    ['a foreign Host', { host: 'evil.example' }],
    ['a malformed Host', { host: 'user@localhost' }]
  ])('is refused with 403 before anything else: %s', async (_name, headers) => {
    expect(await askUpgrade(test.stack.domain, { headers })).toMatchObject({ status: 403 })
  })

  it('is answered as any other request where there is no websocket', async () => {
    const on = (path: string) => askUpgrade(test.stack.domain, { path })
    expect(await on('/version')).toMatchObject({ status: 200, headers: { connection: 'close' } })
    expect(await on('/nowhere')).toMatchObject({ status: 404 })
    expect(await on('/data/io.cozy.todos/x')).toMatchObject({ status: 401 })
  })

  it.each(['h2c', 'websocket'])('of %s leaves the body of a write alone', async upgrade => {
    const answer = await askUpgrade(test.stack.domain, {
      method: 'POST',
      path: '/data/io.cozy.todos/',
      headers: {
        upgrade,
        connection: 'keep-alive, Upgrade, HTTP2-Settings',
        authorization: `Bearer ${token}`
      },
      body: JSON.stringify({ text: 'x'.repeat(200_000) })
    })
    expect(answer).toMatchObject({ status: 201 })
  })
})

describe('whatever comes', () => {
  const version = async () => (await test.ask('GET', '/version')).status

  const message = fc.oneof(
    fc.string({ maxLength: 1200, unit: 'binary' }),
    fc.json(),
    fc
      .record({
        method: fc.oneof(fc.constantFrom('AUTH', 'SUBSCRIBE', 'UNSUBSCRIBE'), fc.anything()),
        payload: fc.oneof(
          fc.record({
            type: fc.oneof(
              fc.constantFrom('io.cozy.todos', 'io.cozy.files', '__proto__', '*'),
              fc.anything()
            ),
            id: fc.oneof(fc.string(), fc.anything())
          }),
          fc.constant(null),
          fc.string()
        )
      })
      .map(value => JSON.stringify(value) ?? '')
  )

  it('in messages, the stack lives on', async () => {
    const property = fc.asyncProperty(
      fc.boolean(),
      fc.array(message, { maxLength: 20 }),
      async (known, messages) => {
        const client = await connect(test.stack.domain)
        if (known) client.say(auth(token))
        client.say(...messages)
        client.socket.close()
        await client.closed
      }
    )
    await fc.assert(property, { numRuns: 200 })
    expect(await version()).toBe(200)
  }, 60_000)

  it('in frames, the stack lives on', async () => {
    const head =
      `GET /realtime/ HTTP/1.1\r\nHost: ${test.stack.domain}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n'
    const property = fc.asyncProperty(
      fc.uint8Array({ maxLength: 200 }),
      fc.boolean(),
      async (bytes, reset) => {
        const socket = connectTcp(Number(test.stack.domain.split(':').at(-1)), '127.0.0.1')
        socket.on('error', () => undefined).resume()
        await once(socket, 'connect')
        socket.write(head)
        socket.write(bytes)
        const closed = once(socket, 'close')
        if (reset) socket.resetAndDestroy()
        else {
          await once(socket, 'data')
          socket.destroy()
        }
        await closed
      }
    )
    await fc.assert(property, { numRuns: 300 })
    expect(await version()).toBe(200)
  }, 60_000)
})
