import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startTestStack, type TestStack } from '../../testing/test-stack.js'
import { Browser, hashOf } from '../testing/browser.js'
import { mailedCode } from '../testing/last-mail.js'
import { codeOf, exchange, register, requestOf, type Registered } from '../testing/oauth.js'

let test: TestStack
let browser: Browser
let client: Registered

const VERIFIER = 'w'.repeat(43)
const ALL = {
  scope: '*',
  code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
  code_challenge_method: 'S256'
}

beforeAll(async () => {
  test = await startTestStack({ email: 'owner@example.org' })
  browser = new Browser(test)
  await browser.login({ 'long-run-session': '1' })
  client = await register(test)
})

afterAll(() => test.stack.close())

const login = async (fields: Record<string, string> = {}) =>
  test.ask('POST', '/auth/login/flagship', {
    body: {
      passphrase: await hashOf(test),
      client_id: client.id,
      client_secret: client.secret,
      ...fields
    }
  })

describe('a client that is not certified', () => {
  it('gets a session code for its login, and no tokens', async () => {
    const answer = await login()
    expect([answer.status, Object.keys(answer.json)]).toEqual([202, ['session_code']])
  })

  it('is refused without the passphrase, or under another name', async () => {
    const answers = [
      await login({ passphrase: 'wrong' }),
      await login({ client_id: 'none' }),
      await login({ client_secret: 'wrong' })
    ]
    expect(answers.map(({ status, json }) => [status, json.error])).toEqual([
      [401, 'The password you entered is incorrect, please try again.'],
      [400, 'the client must be registered'],
      [400, 'invalid client_secret']
    ])
  })

  it('is told that nobody checks what Google or Apple have signed', async () => {
    const path = `/auth/clients/${client.id}`
    const { json } = await test.ask('POST', `${path}/challenge`, { token: client.token })
    expect(json.nonce).toMatch(/^[\w-]{24}$/)
    const attest = (body: unknown) => test.ask('POST', `${path}/attestation`, { body })
    expect((await attest({ platform: 'other' })).json).toEqual({ error: 'invalid platform' })
    expect((await attest({ platform: 'ios', challenge: 'x' })).json).toEqual({ error: 'invalid challenge' })
    const right = { platform: 'android', challenge: json.nonce, attestation: 'x' }
    expect((await attest(right)).status).toBe(501)
    expect((await attest(right)).json).toEqual({ error: 'invalid challenge' })
    expect((await test.ask('POST', `${path}/challenge`)).status).toBe(401)
  })

  it('is certified by its owner, with the code of a mail, and may do everything then', async () => {
    const page = await browser.get('/auth/authorize', requestOf(client, ALL))
    expect(page.status).toBe(200)
    const token = /name="confirm-token" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
    const code = await mailedCode(test)
    const path = `/auth/clients/${client.id}/flagship`
    const wrong = await browser.send(path, { token, code: String((Number(code) + 1) % 1_000_000) })
    expect([wrong.status, wrong.json]).toEqual([401, { error: 'Invalid code' }])
    const other = await register(test, { client_name: 'Other' })
    expect((await browser.send(`/auth/clients/${other.id}/flagship`, { token, code })).status).toBe(401)
    expect((await browser.send(path, { token, code })).status).toBe(204)

    const granted = await codeOf(browser, client, ALL)
    const { json } = await exchange(test, client, { code: granted, code_verifier: VERIFIER })
    expect(json.scope).toBe('*')
    const created = await test.ask('POST', '/data/io.cozy.anything/', { token: json.access_token, body: {} })
    expect(created.status).toBe(201)
    const opened = await test.ask('GET', '/apps/none/open', { token: json.access_token })
    expect(opened.status).toBe(404)
    const konnector = await test.ask('POST', '/auth/tokens/konnectors/none', { token: json.access_token })
    expect([konnector.status, konnector.json]).toEqual([404, {}])
    const session = await test.ask('POST', '/auth/session_code', { token: json.access_token })
    expect(session.status).toBe(201)

    const direct = await login()
    expect(direct.json).toMatchObject({ token_type: 'bearer', scope: '*' })
    const refresh = { grant_type: 'refresh_token', refresh_token: direct.json.refresh_token }
    expect((await exchange(test, client, refresh)).json.scope).toBe('*')
  })

  it('is one without any proof where the context says so', async () => {
    const lax = await startTestStack({
      config: { flagship: { contexts: { dev: { skip_certification: true } } } }
    })
    const any = await register(lax)
    const own = new Browser(lax)
    await own.login({ 'long-run-session': '1' })
    const code = await codeOf(own, any, ALL)
    const { json } = await exchange(lax, any, { code, code_verifier: VERIFIER })
    const created = await lax.ask('POST', '/data/io.cozy.anything/', { token: json.access_token, body: {} })
    expect(created.status).toBe(201)
    await lax.stack.close()
  })
})

it('signs what the client makes with the name of its software', async () => {
  const { json } = await login()
  const path = '/files/io.cozy.files.root-dir?Type=file&Name=a'
  const file = await test.ask('POST', path, { token: json.access_token, body: 'x' })
  expect(file.json.data.attributes.cozyMetadata).toMatchObject({
    createdByApp: 'cozy-flagship',
    createdByAppVersion: '1.2.0',
    uploadedBy: {
      slug: 'cozy-flagship',
      version: '1.2.0',
      oauthClient: { id: client.id, kind: 'desktop', name: 'Demo' }
    }
  })
})

it('says where the password is changed', async () => {
  const { headers, status } = await test.ask('GET', '/.well-known/change-password')
  expect([status, headers.location]).toEqual([302, `http://settings.${test.stack.domain}/#/profile/password`])
})
