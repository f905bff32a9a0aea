import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expiryOf, isStale } from './expiry.js'
import type { Login } from './login.js'
import { LoginStore } from './login-store.js'
import { startRedirectServer } from './redirect-server.js'
import { DEFAULT_SCOPE, isWithin } from './scope.js'

const login = (url: string): Login => ({
  url,
  client: { id: 'an-id', secret: 'a-secret', registrationToken: 'a-registration', name: 'Test' },
  scope: 'io.cozy.files',
  tokens: { access: 'an-access', refresh: 'a-refresh' },
  since: '2026-01-01T00:00:00.000Z'
})

describe('the kept logins', () => {
  let folder: string
  let store: LoginStore

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cozy-jobs-logins-'))
    store = new LoginStore({ XDG_CONFIG_HOME: folder })
  })

  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('are for their user alone, one for each stack, and gone once removed', async () => {
    const [one, other] = [login('http://a.localhost:8080/'), login('https://b.example/')]
    await store.write(one)
    await store.write(other)
    await store.write({ ...one, scope: 'io.cozy.bills' })
    expect((await store.list()).map(({ url, scope }) => [url, scope])).toEqual([
      ['http://a.localhost:8080/', 'io.cozy.bills'],
      ['https://b.example/', 'io.cozy.files']
    ])
    const logins = join(folder, 'cozy-jobs', 'logins')
    expect(statSync(logins).mode & 0o777).toBe(0o700)
    expect(readdirSync(logins).map(name => statSync(join(logins, name)).mode & 0o777)).toEqual([0o600, 0o600])
    expect(await store.read(new URL('https://a.localhost:8080/'))).toBeUndefined()
    await store.remove(new URL(one.url))
    expect(await store.read(new URL(one.url))).toBeUndefined()
  })

  it('are told where they are broken, by the file alone', async () => {
    await store.write(login('https://b.example/'))
    writeFileSync(join(folder, 'cozy-jobs/logins/https-b.example.json'), '{"client":{"secret":"a-secret"}')
    await expect(store.list()).rejects.toThrow(
      /^Failed to read the login in .*: it holds no login\. Remove the file/
    )
    await expect(store.list()).rejects.not.toThrow('a-secret')
  })

  it('need a folder that can be written', async () => {
    await expect(new LoginStore({}).write(login('https://b.example/'))).rejects.toThrow(
      'neither XDG_CONFIG_HOME nor HOME'
    )
    expect(await new LoginStore({}).list()).toEqual([])
    writeFileSync(join(folder, 'cozy-jobs'), 'a file')
    chmodSync(join(folder, 'cozy-jobs'), 0o400)
    await expect(store.write(login('https://b.example/'))).rejects.toThrow(/^Failed to keep the login in/)
    expect(await store.list()).toEqual([])
  })
})

describe('the end of a token', () => {
  const token = (claims: object) => `x.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.y`

  it.each([
    [token({ exp: 1_800_000_000 }), '2027-01-15T08:00:00.000Z'],
    [token({ iat: 1_800_000_000 }), '2027-01-22T08:00:00.000Z'],
    [token({}), undefined],
    ['no token', undefined],
    ['x.bnVsbA.y', undefined]
  ])('of %s is %s', (text, end) => {
    expect(expiryOf(text)?.toISOString()).toBe(end)
  })

  it('comes a minute early, so that no request meets it', () => {
    const end = '2027-01-15T08:00:00.000Z'
    expect(isStale(end, Date.parse('2027-01-15T07:58:59Z'))).toBe(false)
    expect(isStale(end, Date.parse('2027-01-15T07:59:00Z'))).toBe(true)
    expect(isStale(undefined, Date.now())).toBe(false)
  })
})

describe('a scope', () => {
  it.each([
    ['io.cozy.files', 'io.cozy.files io.cozy.bills', true],
    ['io.cozy.files:GET', 'io.cozy.files', true],
    ['io.cozy.files', 'io.cozy.files:GET', false],
    ['io.cozy.files:GET,POST', 'io.cozy.files:GET io.cozy.files:POST', true],
    ['io.cozy.files', 'io.cozy.files:ALL', true],
    ['io.cozy.bank.operations:GET', 'io.cozy.bank.*', true],
    ['io.cozy.bankers', 'io.cozy.bank.*', false],
    ['io.cozy.files', 'io.cozy.files:ALL:an-id', false],
    ['io.cozy.anything', '*', true],
    ['io.cozy.apps io.cozy.konnectors', DEFAULT_SCOPE, true],
    ['', 'io.cozy.files', true]
  ])('%s within %s: %s', (asked, granted, within) => {
    expect(isWithin(asked, granted)).toBe(within)
  })
})

describe('the server that the browser comes back to', () => {
  it('takes the answer with its state, and turns everything else away', async () => {
    const server = await startRedirectServer()
    try {
      const answer = server.answer('the-state')
      const other = new URL('/callback/guessed?state=the-state&code=x', server.uri)
      expect((await fetch(other)).status).toBe(404)
      expect((await fetch(`${server.uri}?state=another&code=x`)).status).toBe(400)
      expect((await fetch(`${server.uri}?code=x`)).status).toBe(400)
      expect((await fetch(`${server.uri}?state=the-state&code=x`, { method: 'POST' })).status).toBe(404)
      const page = await fetch(`${server.uri}?state=the-state&code=the-code`)
      const text = await page.text()
      expect(text).toContain('You are logged in')
      expect(text).not.toContain('the-code')
      expect(page.headers.get('referrer-policy')).toBe('no-referrer')
      expect((await answer).get('code')).toBe('the-code')
      // Once alone.
      expect((await fetch(`${server.uri}?state=the-state&code=x`)).status).toBe(400)
    } finally {
      await server.close()
    }
  })

  it('takes a refusal without a state, as a real stack sends it', async () => {
    const server = await startRedirectServer()
    try {
      const answer = server.answer('the-state')
      expect(await (await fetch(`${server.uri}?error=access_denied`)).text()).toContain('Nothing was allowed')
      expect((await answer).get('error')).toBe('access_denied')
    } finally {
      await server.close()
    }
  })
})
