import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startTestStack, type TestStack } from '../testing/test-stack.js'
import { auth, connect, subscribe } from './testing/websocket-client.js'

let test: TestStack

beforeAll(async () => {
  test = await startTestStack()
})

afterAll(() => test.stack.close())

describe('an account', () => {
  it('is told as it is stored: without its password', async () => {
    const token = await test.cli('io.cozy.accounts')
    const client = await connect(test.stack.domain)
    client.say(auth(token), subscribe('io.cozy.accounts'))
    const body = { account_type: 'demo', auth: { login: 'me', password: 'hunter22' } }
    expect((await test.ask('POST', '/data/io.cozy.accounts/', { token, body })).status).toBe(201)
    const told = await client.next()
    expect(told).toMatchObject({ event: 'CREATED', payload: { doc: { auth: { login: 'me' } } } })
    expect(JSON.stringify(told)).not.toContain('hunter22')
    client.socket.terminate()
  })
})
