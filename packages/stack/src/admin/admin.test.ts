import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startTestStack, type TestStack } from '../testing/test-stack.js'
import { parseDuration } from './duration.js'

let test: TestStack
let now = new Date('2026-07-01T00:00:00Z')

beforeAll(async () => {
  test = await startTestStack({ clock: { now: () => now } })
})

afterAll(() => test.stack.close())

describe('the admin port', () => {
  it('makes, lists, shows and destroys instances, and shows no secret', async () => {
    const made = await test.admin(
      'POST',
      '/instances?Domain=Bob.localhost:8080&Locale=fr&Passphrase=secret-phrase'
    )
    expect(made.status).toBe(201)
    expect(made.json.data.attributes).toMatchObject({ domain: 'bob.localhost:8080', locale: 'fr' })
    const bob = test.stack.instances.get('bob.localhost:8080')
    const shown =
      (await test.admin('GET', '/instances')).text +
      (await test.admin('GET', '/instances/bob.localhost:8080')).text
    expect(shown).toContain('bob.localhost:8080')
    for (const secret of [bob!.secret, 'secret-phrase', 'scrypt']) expect(shown).not.toContain(secret)
    expect((await test.admin('POST', '/instances?Domain=bob.localhost:8080')).status).toBe(409)
    expect((await test.admin('DELETE', '/instances/bob.localhost:8080')).status).toBe(204)
    expect((await test.admin('GET', '/instances/bob.localhost:8080')).status).toBe(404)
    expect(await test.stack.store.prefixes()).not.toContain(bob!.prefix)
  })

  it('refuses a domain that is none', async () => {
    const answer = await test.admin('POST', '/instances?Domain=a%20b')
    expect([answer.status, answer.json.errors[0].detail]).toEqual([
      422,
      'Domain name contains illegal characters'
    ])
  })

  it('gives tokens for as long as is asked', async () => {
    const query = new URLSearchParams({
      Domain: test.stack.domain,
      Audience: 'cli',
      Scope: 'io.cozy.todos',
      Expire: '2h'
    })
    const { text: token } = await test.admin('POST', `/instances/token?${query.toString()}`)
    const read = async (): Promise<string> => (await test.ask('GET', '/data/io.cozy.todos/x', { token })).text
    now = new Date(now.getTime() + 119 * 60_000)
    expect(await read()).toContain('not_found')
    now = new Date(now.getTime() + 2 * 60_000)
    expect(await read()).toContain('code=400, message=Expired token')
  })

  it('refuses an audience or an instance that is none', async () => {
    for (const audience of ['x', 'constructor', '__proto__']) {
      const asked = `/instances/token?Domain=${test.stack.domain}&Audience=${audience}`
      expect((await test.admin('POST', asked)).status).toBe(400)
    }
    expect((await test.admin('POST', '/instances/token?Domain=x&Audience=cli')).status).toBe(404)
  })
})

describe('parseDuration', () => {
  it.each([
    ['1h30m', 5_400_000],
    ['90s', 90_000],
    ['1.5h', 5_400_000],
    ['10ms', 10],
    ['', undefined],
    ['10', undefined],
    ['1d', undefined]
  ])('reads %j', (text, expected) => expect(parseDuration(text)).toBe(expected))
})
