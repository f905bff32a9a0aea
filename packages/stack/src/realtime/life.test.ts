import { once } from 'node:events'
import { connect as connectTcp, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from '@jest/globals'
import { startTestStack, type TestStack } from '../testing/test-stack.js'
import { askUpgrade, auth, connect, settled, subscribe } from './testing/websocket-client.js'

let test: TestStack

afterEach(() => test.stack.close())

const halfOpen = async (domain: string): Promise<Socket> => {
  const socket = connectTcp(Number(domain.split(':').at(-1)), '127.0.0.1')
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  socket.write(
    `GET /realtime/ HTTP/1.1\r\nHost: ${domain}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n'
  )
  await once(socket, 'data')
  return socket
}

describe('a websocket ends', () => {
  it('with the stack, which does not wait for a client that says nothing', async () => {
    test = await startTestStack()
    const client = await connect(test.stack.domain)
    const silent = await halfOpen(test.stack.domain)
    const gone = once(silent.resume(), 'close')
    await test.stack.close()
    expect(await client.closed).toBe(1001)
    await gone
  })

  it('with its instance, and no other does', async () => {
    test = await startTestStack()
    const { domain } = test.stack
    const port = domain.split(':').at(-1)
    const other = `other.localhost:${port}`
    await test.admin('POST', `/instances?Domain=${other}`)
    const theirs = await connect(domain, { host: other })
    const ours = await connect(domain)
    ours.say(auth(await test.cli('io.cozy.todos')), subscribe('io.cozy.todos'))
    await test.admin('DELETE', `/instances/${other}`)
    expect(await theirs.closed).toBe(1001)
    expect(await settled(ours)).toEqual([])
    expect((await askUpgrade(domain, { headers: { host: other } })).status).toBe(404)
    ours.socket.terminate()
  })

  it('not with the token that opened it, as on the real stack', async () => {
    let now = Date.now()
    test = await startTestStack({ clock: { now: () => new Date(now) } })
    const token = await test.cli('io.cozy.todos')
    const client = await connect(test.stack.domain)
    client.say(auth(token))
    await settled(client)
    now += 31 * 60_000
    client.say(subscribe('io.cozy.todos'))
    expect(await settled(client)).toEqual([])
    client.socket.terminate()
    const late = await connect(test.stack.domain)
    late.say(auth(token))
    expect(await late.next()).toMatchObject({ payload: { title: 'The authentication has failed' } })
  })
})
