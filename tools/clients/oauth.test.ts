/* eslint-disable @typescript-eslint/no-explicit-any -- see real-clients.ts */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startClientStack, type ClientStack } from './client-stack.js'
import { OwnerBrowser } from './owner-browser.js'
import { OAuthClient } from './real-clients.js'

const VERIFIER = 'verifier-of-the-test-that-is-long-enough-for-it'

let stack: ClientStack
let client: any

beforeAll(async () => {
  stack = await startClientStack()
  client = new OAuthClient({
    uri: stack.uri,
    scope: ['io.cozy.todos', 'io.cozy.contacts:GET'],
    oauth: {
      redirectURI: 'http://localhost:3333/do_access',
      softwareID: 'github.com/example/desktop',
      softwareVersion: '1.0.0',
      clientName: 'Desktop',
      clientKind: 'desktop'
    }
  })
}, 30_000)

afterAll(() => stack.stop())

describe('OAuth with cozy-stack-client', () => {
  it('registers, gets its owner’s yes, and has tokens', async () => {
    await client.register()
    expect(await client.fetchInformation()).toMatchObject({ client_name: 'Desktop' })
    const stateCode = client.generateStateCode()
    const address = client.getAuthCodeURL({
      stateCode,
      codeChallenge: createHash('sha256').update(VERIFIER).digest('base64url')
    })
    const back = await new OwnerBrowser(stack.uri).accept(address)
    const code = client.getAccessCodeFromURL(back, stateCode)
    const token = await client.fetchAccessToken(code, undefined, undefined, VERIFIER)
    client.setToken(token)
    expect(token).toMatchObject({ tokenType: 'bearer', scope: 'io.cozy.todos io.cozy.contacts:GET' })
  })

  it('does what its scope lets it do, and nothing else', async () => {
    const todos = client.collection('io.cozy.todos')
    const { data } = await todos.create({ label: 'from the desktop' })
    expect((await todos.get(data._id)).data).toMatchObject({ label: 'from the desktop' })
    await expect(client.collection('io.cozy.bank.operations').get('one')).rejects.toMatchObject({
      status: 403
    })
  })

  it('refreshes its token, and changes what it says of itself', async () => {
    const before = client.token
    const after = await client.refreshToken()
    expect(after.accessToken).toEqual(expect.any(String))
    expect(after.refreshToken).toBe(before.refreshToken)
    await client.updateInformation({ ...client.oauthOptions, softwareVersion: '1.1.0' })
    expect(await client.fetchInformation()).toMatchObject({ software_version: '1.1.0' })
    expect(await client.checkForRevocation()).toBe(false)
  })

  it('is out once it has unregistered', async () => {
    const { accessToken } = client.token
    await client.unregister()
    const stale = stack.client(accessToken).collection('io.cozy.todos')
    await expect(stale.get('one')).rejects.toMatchObject({ status: 400 })
  })
})
