import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { signToken } from '../permissions/token.js'
import { startTestStack, type TestStack } from '../testing/test-stack.js'
import { Browser } from './testing/browser.js'
import { codeOf, exchange, register, requestOf, type Registered } from './testing/oauth.js'

/** What RFC 9700, the best practice for OAuth 2, has a server refuse; or take with a warning where the real stack does. */

let test: TestStack
let browser: Browser
let client: Registered
let other: Registered
const warnings: string[] = []

const MINUTE = 60_000

const passMinutes = (minutes: number) =>
  test.stack.clock.moveTo(new Date(test.stack.clock.now().getTime() + minutes * MINUTE))

beforeAll(async () => {
  test = await startTestStack()
  test.stack.events.on('warning', text => warnings.push(text))
  browser = new Browser(test)
  await browser.login({ 'long-run-session': '1' })
  client = await register(test)
  other = await register(test, { client_name: 'Other' })
})

afterAll(() => test.stack.close())

const authorize = (fields: Record<string, string>) =>
  browser.get('/auth/authorize', requestOf(client, fields))

const use = (token: string, headers: Record<string, string> = {}) =>
  test.ask('GET', '/data/io.cozy.todos/_all_docs', { token, headers })

const tokensOf = async (fields: Record<string, string> = {}): Promise<Record<string, string>> =>
  (await exchange(test, client, { code: await codeOf(browser, client, fields) })).json

const VERIFIER = 'v'.repeat(43)
const S256 = {
  code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
  code_challenge_method: 'S256'
}

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('the address that gets the code', () => {
  it.each([
    ['another host', 'https://evil.example/callback'],
    ['a longer path', 'https://client.example/callback/../x'],
    ['a trailing slash', 'https://client.example/callback/'],
    ['a query', 'https://client.example/callback?next=https://evil.example'],
    ['a fragment', 'https://client.example/callback#x'],
    ['a user in it', 'https://client.example@evil.example/callback'],
    ['another case', 'https://CLIENT.example/callback'],
    ['another scheme', 'http://client.example/callback'],
    ['a port', 'https://client.example:444/callback']
  ])('is refused with %s, and the browser is led nowhere', async (_what, redirect_uri) => {
    const page = await authorize({ redirect_uri })
    const { _csrf } = Object.fromEntries(browser.cookies)
    const consent = await browser.send('/auth/authorize', {
      ...requestOf(client, { redirect_uri }),
      csrf_token: _csrf ?? ''
    })
    expect([page.status, consent.status]).toEqual([400, 400])
    expect([page.headers.location, consent.headers.location]).toEqual([undefined, undefined])
    expect(page.text).not.toContain(redirect_uri)
  })

  it('is no address of an error either', async () => {
    const { status, headers } = await authorize({ scope: '!!' })
    expect([status, headers.location]).toEqual([400, undefined])
  })

  it('on loopback is the very port that was registered', async () => {
    const native = await register(test, {
      redirect_uris: ['http://127.0.0.1:7000/cb'],
      client_name: 'Native'
    })
    const ask = (redirect_uri: string) =>
      browser.get('/auth/authorize', requestOf(native, { redirect_uri })).then(({ status }) => status)
    expect([await ask('http://127.0.0.1:7000/cb'), await ask('http://127.0.0.1:7001/cb')]).toEqual([200, 400])
    expect(warnings.filter(text => text.includes('"Native"'))).toEqual([])
  })

  it('ends with an empty fragment, and keeps its own query', async () => {
    const uri = 'https://client.example/cb?b=1&a=2'
    const asking = await register(test, { redirect_uris: [uri], client_name: 'Query' })
    const request = requestOf(asking, { redirect_uri: uri, state: 'a b&c=d#e' })
    await browser.get('/auth/authorize', request)
    const { headers } = await browser.send('/auth/authorize', request)
    expect(headers.location).toMatch(
      /^https:\/\/client\.example\/cb\?a=2&access_code=[0-9a-f]{32}&b=1&code=[0-9a-f]{32}&state=a\+b%26c%3Dd%23e#$/
    )
  })

  it.each([
    ['javascript:alert(1)', 'javascript:'],
    ['data:text/html,x', 'data:'],
    ['http://far.example/cb', 'plain HTTP'],
    ['/relative', 'is not absolute']
  ])('may be %s as on the real stack, with a warning', async (uri, told) => {
    const { answer } = await register(test, { redirect_uris: [uri], client_name: `Weak ${uri}` })
    expect(answer.status).toBe(201)
    expect(warnings.at(-1)).toContain(told)
    expect(warnings.at(-1)).toContain(`"Weak ${uri}"`)
  })

  it('is never run: a browser follows no redirect to javascript:', async () => {
    const uri = 'javascript:alert(1)'
    const active = await register(test, { redirect_uris: [uri], client_name: 'Active' })
    const page = await browser.get('/auth/authorize', requestOf(active, { redirect_uri: uri }))
    expect(page.status).toBe(200)
    expect(page.text).not.toMatch(/(href|src|action)="javascript:/i)
  })
})

describe('a code', () => {
  it('is good for once', async () => {
    const code = await codeOf(browser, client)
    const first = await exchange(test, client, { code })
    const again = await exchange(test, client, { code })
    expect([first.status, again.status, again.json]).toEqual([200, 400, { error: 'invalid code' }])
  })

  it('is good for one of two who come at once', async () => {
    const code = await codeOf(browser, client)
    const answers = await Promise.all([1, 2, 3].map(() => exchange(test, client, { code })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400])
  })

  it('is good for five minutes', async () => {
    const [code, late] = [await codeOf(browser, client), await codeOf(browser, client)]
    await passMinutes(4)
    expect((await exchange(test, client, { code })).status).toBe(200)
    await passMinutes(2)
    expect((await exchange(test, client, { code: late })).json).toEqual({ error: 'invalid code' })
  })

  it('of another client is taken as on the real stack, with a warning', async () => {
    const code = await codeOf(browser, client)
    expect((await exchange(test, other, { code })).status).toBe(200)
    expect(warnings.at(-1)).toMatch(/"Other" has exchanged a code that was given to another client/)
  })

  it('is worth nothing without the secret of a client', async () => {
    const code = await codeOf(browser, client)
    const wrong = await exchange(test, client, { code, client_secret: 'wrong' })
    const none = await exchange(test, client, { code, client_secret: '' })
    expect([wrong.json.error, none.json.error]).toEqual([
      'invalid client_secret',
      'the client_secret parameter is mandatory'
    ])
    expect((await exchange(test, client, { code })).status).toBe(200)
  })

  it('and a secret in the address are taken as on the real stack, with a warning', async () => {
    const code = await codeOf(browser, client)
    const query = `?client_secret=${client.secret}&code=${code}`
    const body = { grant_type: 'authorization_code', client_id: client.id }
    const { status } = await test.ask('POST', `/auth/access_token${query}`, {
      body: new URLSearchParams(body).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' }
    })
    expect(status).toBe(200)
    expect(warnings.at(-1)).toContain('client_secret, code in the address')
    expect(warnings.join()).not.toContain(client.secret)
  })
})

describe('PKCE', () => {
  it.each([
    ['no method', { code_challenge: S256.code_challenge }],
    ['the method plain', { ...S256, code_challenge_method: 'plain' }],
    ['no challenge', { code_challenge_method: 'S256' }]
  ])('is refused with %s: nobody weakens it on the way', async (_what, fields) => {
    expect((await authorize(fields as Record<string, string>)).status).toBe(400)
  })

  it('gives tokens to who has begun, and to nobody else', async () => {
    const code = await codeOf(browser, client, S256)
    const missing = await exchange(test, client, { code })
    const wrong = await exchange(test, client, { code, code_verifier: `${VERIFIER}x` })
    const challenge = await exchange(test, client, { code, code_verifier: S256.code_challenge })
    const errors = [missing, wrong, challenge].map(({ json }) => json.error)
    expect(errors).toEqual(['invalid code_verifier', 'invalid code_verifier', 'invalid code_verifier'])
    expect((await exchange(test, client, { code, code_verifier: VERIFIER })).status).toBe(200)
  })

  it('left out by who has a verifier is taken as on the real stack, with a warning', async () => {
    const code = await codeOf(browser, client)
    expect((await exchange(test, client, { code, code_verifier: VERIFIER })).status).toBe(200)
    expect(warnings.at(-1)).toContain('a code_verifier for a code without a code_challenge')
  })

  it('is demanded of who asks for everything', async () => {
    expect((await authorize({ scope: '*' })).status).toBe(400)
  })
})

describe('the owner’s yes', () => {
  it('needs the token of the page', async () => {
    const none = await browser.send('/auth/authorize', { ...requestOf(client), csrf_token: '' })
    const wrong = await browser.send('/auth/authorize', { ...requestOf(client), csrf_token: 'x'.repeat(32) })
    expect([none.status, wrong.status]).toEqual([400, 403])
  })

  it('is not given with the token of another browser', async () => {
    const attacker = new Browser(test)
    await attacker.get('/auth/login')
    const csrf_token = attacker.cookies.get('_csrf') ?? ''
    expect((await browser.send('/auth/authorize', { ...requestOf(client), csrf_token })).status).toBe(403)
  })

  it('needs a session', async () => {
    const stranger = new Browser(test)
    await stranger.get('/auth/login')
    const { status, headers } = await stranger.send('/auth/authorize', requestOf(client))
    expect([status, headers.location]).toEqual([401, undefined])
  })

  it('is asked for on a page that no other frames, and that tells no other of its address', async () => {
    const { headers } = await authorize({})
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(headers['referrer-policy']).toBe('same-origin')
  })

  it('goes with the state of its own request', async () => {
    const [one, two] = [requestOf(client, { state: 'one' }), requestOf(client, { state: 'two' })]
    await browser.get('/auth/authorize', one)
    await browser.get('/auth/authorize', two)
    const answer = await browser.send('/auth/authorize', one)
    expect(new URL(answer.headers.location ?? '').searchParams.get('state')).toBe('one')
    expect((await authorize({ state: '' })).status).toBe(400)
  })

  it.each(['token', 'id_token', 'code token', ''])('is for codes, not for %p', async response_type => {
    expect((await authorize({ response_type })).status).toBe(400)
  })
})

describe('a token', () => {
  it('is for what it was made for', async () => {
    const { access_token: access = '', refresh_token: refresh = '' } = await tokensOf()
    expect((await use(access)).status).not.toBe(400)
    expect((await use(refresh)).json.error).toContain('Unrecognized token audience [refresh]')
    expect((await use(client.token)).json.error).toContain('Invalid JWT token')
    const asRefresh = await exchange(test, client, { grant_type: 'refresh_token', refresh_token: access })
    expect(asRefresh.json).toEqual({ error: 'invalid refresh token' })
    const asRegistration = await test.ask('GET', `/auth/register/${client.id}`, { token: refresh })
    expect(asRegistration.status).toBe(401)
  })

  it('is refreshed by its own client, and never widened', async () => {
    const { refresh_token = '' } = await tokensOf()
    const fields = { grant_type: 'refresh_token', refresh_token }
    expect((await exchange(test, other, fields)).json).toEqual({ error: 'invalid refresh token' })
    const { json } = await exchange(test, client, { ...fields, scope: 'io.cozy.files io.cozy.contacts' })
    expect(json.scope).toBe('io.cozy.todos')
    const answer = await test.ask('GET', '/data/io.cozy.contacts/_all_docs', { token: json.access_token })
    expect(answer.status).toBe(403)
  })

  it('is not made by who has no key', async () => {
    const claims = {
      aud: ['access'],
      iss: test.stack.domain,
      sub: client.id,
      scope: '*',
      iat: Math.floor(test.stack.clock.now().getTime() / 1000)
    }
    const none = `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`
    const unsigned = `${part({ alg: 'HS512', typ: 'JWT' })}.${part(claims)}.`
    const foreign = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.AAAA`
    const answers = [await use(none), await use(unsigned), await use(foreign)]
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400])
    expect(answers[0]?.headers['www-authenticate']).toBe('Bearer error="invalid_token"')
  })

  it('gives everything to a certified client alone, whatever its scope says', async () => {
    const [instance] = test.stack.instances.list()
    const issuedAt = test.stack.clock.now().getTime()
    const claims = { audience: 'access', subject: client.id, scope: '*', issuedAt } as const
    expect((await use(await signToken(instance!, claims))).json.error).toContain('Invalid JWT token')
  })

  it('of another instance is none', async () => {
    const domain = `second.localhost:${test.stack.domain.split(':')[1]}`
    const second = await test.stack.instances.create({ domain })
    const issuedAt = test.stack.clock.now().getTime()
    const claims = { audience: 'access', subject: client.id, scope: 'io.cozy.todos', issuedAt } as const
    expect((await use(await signToken(second, claims))).status).toBe(400)
    const { access_token: own = '' } = await tokensOf()
    expect((await use(own, { host: domain })).status).toBe(400)
  })

  it('ends after a week, and is refreshed after that', async () => {
    const { access_token = '', refresh_token = '' } = await tokensOf()
    await passMinutes(8 * 24 * 60)
    const late = await use(access_token)
    expect([late.status, late.headers['www-authenticate']]).toEqual([
      400,
      'Bearer error="invalid_token" error_description="The access token expired"'
    ])
    const { json } = await exchange(test, client, { grant_type: 'refresh_token', refresh_token })
    expect((await use(json.access_token)).json.error ?? '').not.toContain('token')
  })

  it('dies with its client', async () => {
    const leaving = await register(test, { client_name: 'Leaving' })
    const code = await codeOf(browser, leaving)
    const { access_token, refresh_token } = (await exchange(test, leaving, { code })).json
    await test.ask('DELETE', `/auth/register/${leaving.id}`, { token: leaving.token })
    const answer = await use(access_token)
    expect([answer.status, answer.headers['www-authenticate']]).toEqual([400, 'Bearer error="invalid_token"'])
    const refreshed = await exchange(test, leaving, { grant_type: 'refresh_token', refresh_token })
    expect(refreshed.json).toEqual({ error: 'the client must be registered' })
  })

  it.each(['password', 'client_credentials', 'urn:ietf:params:oauth:grant-type:jwt-bearer'])(
    'is not given for the grant %s',
    async grant_type => {
      expect((await exchange(test, client, { grant_type })).json).toEqual({ error: 'invalid grant type' })
    }
  )
})

describe('the login', () => {
  it('leads to nobody else, whatever a link to it says', async () => {
    const redirects = ['https://evil.example/', '//evil.example', 'javascript:alert(1)', 'https:evil.example']
    const answers = await Promise.all(
      redirects.map(redirect => new Browser(test).get('/auth/login', { redirect }))
    )
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400])
  })

  it('for a client lasts five minutes, however long the owner wanted it', async () => {
    const asking = `http://${test.stack.domain}/auth/authorize?client_id=${client.id}`
    const { headers } = await new Browser(test).login({ redirect: asking, 'long-run-session': '1' })
    expect(headers['set-cookie']?.join()).toContain('Max-Age=300;')
  })
})

it('never shows a secret among its warnings', () => {
  const told = warnings.join('\n')
  for (const { secret, token } of [client, other]) {
    expect(told).not.toContain(secret)
    expect(told).not.toContain(token)
  }
})
