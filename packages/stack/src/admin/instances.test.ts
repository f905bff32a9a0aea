import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { startTestStack, send, type Answer, type TestStack } from '../testing/test-stack.js'

let test: TestStack
let domain: string
let made = 0

beforeAll(async () => {
  test = await startTestStack()
})

afterAll(() => test.stack.close())

const create = (query: Record<string, string>): Promise<Answer> =>
  test.admin('POST', `/instances?${new URLSearchParams({ Domain: domain, ...query }).toString()}`)

const modify = async (query: Record<string, string>): Promise<Answer['json']> => {
  const answer = await test.admin('PATCH', `/instances/${domain}?${new URLSearchParams(query).toString()}`)
  return answer.status === 200 ? answer.json.data.attributes : [answer.status, answer.json.errors[0].detail]
}

const settings = async (): Promise<Record<string, unknown>> =>
  test.stack.instances.get(domain)!.documents.get('io.cozy.settings', 'io.cozy.settings.instance')

beforeEach(() => {
  domain = `one${++made}.localhost:${new URL(test.stack.url).port}`
})

describe('POST /instances', () => {
  it('stores all that it is told, the instance apart from its settings', async () => {
    const { status, json } = await create({
      DomainAliases: `other${made}.localhost:1`,
      OldDomain: 'old.localhost',
      Locale: 'fr',
      UUID: 'u-1',
      OIDCID: 'o-1',
      TOSSigned: '20260101',
      Timezone: 'Europe/Paris',
      Sponsorships: 'a,b',
      Email: 'me@example.test',
      PublicName: 'Me',
      Phone: '+33',
      Settings: 'offer:premium,context:beta,auto_update:false',
      DiskQuota: '1000',
      MagicLink: 'true',
      Passphrase: 'cozy',
      Trace: 'true'
    })
    expect(status).toBe(201)
    expect(json.data.attributes).toMatchObject({
      domain,
      domain_aliases: [`other${made}.localhost:1`],
      old_domain: 'old.localhost',
      locale: 'fr',
      uuid: 'u-1',
      oidc_id: 'o-1',
      context: 'beta',
      sponsorships: ['a', 'b'],
      tos: '1.0.0-20260101',
      magic_link: true,
      no_auto_update: true,
      onboarding_finished: true,
      password_defined: true,
      disk_quota: '1000'
    })
    expect(json.data.meta.rev).toMatch(/^\d+-/)
    expect(await settings()).toMatchObject({
      email: 'me@example.test',
      public_name: 'Me',
      phone: '+33',
      tz: 'Europe/Paris',
      offer: 'premium'
    })
  })

  it('gives one without a passphrase a token to choose it with', async () => {
    const { attributes } = (await create({})).json.data
    expect(attributes.register_token).toMatch(/^[\w+/]{22}==$/)
    expect(attributes).toMatchObject({ password_defined: false })
    expect(attributes).not.toHaveProperty('onboarding_finished')
  })

  it.each([
    ['DiskQuota', 'much'],
    ['CouchCluster', 'x'],
    ['CouchCluster', '3'],
    ['SwiftLayout', 'x'],
    ['AutoUpdate', 'maybe'],
    ['MagicLink', 'maybe'],
    ['KdfIterations', '100'],
    ['KdfIterations', '6000000'],
    ['DomainAliases', 'no domain']
  ])('refuses %s=%s and leaves nothing', async (name, value) => {
    expect((await create({ [name]: value })).status).toBe(422)
    expect(test.stack.instances.get(domain)).toBeUndefined()
  })

  it('takes what a browser has made of the passphrase', async () => {
    await create({ Passphrase: 'sent', KdfIterations: '100000', Key: 'k' })
    const instance = test.stack.instances.get(domain)!
    expect(await test.stack.instances.checkPassphrase(instance, 'sent')).toBe(true)
    expect(instance.kdfIterations).toBe(100_000)
  })
})

describe('PATCH /instances/:domain', () => {
  beforeEach(() => create({ DiskQuota: '1000' }))

  it('changes what is named and leaves the rest', async () => {
    expect(
      await modify({ Locale: 'es', ContextName: 'x', Blocked: 'true', BlockingReason: 'UNKNOWN' })
    ).toMatchObject({
      locale: 'es',
      context: 'x',
      blocked: true,
      blocking_reason: 'UNKNOWN',
      disk_quota: '1000'
    })
    expect(
      await modify({ Locale: '', Blocked: 'false', DiskQuota: '0', OnboardingFinished: 'true' })
    ).toMatchObject({
      locale: 'es',
      disk_quota: '1000',
      onboarding_finished: true
    })
    expect(await modify({ DiskQuota: '-1' })).not.toHaveProperty('disk_quota')
    expect(test.stack.instances.get(domain)!.diskQuota).toBe(0)
  })

  it('writes settings', async () => {
    await modify({ Email: 'new@example.test', Settings: 'offer:free' })
    expect(await settings()).toMatchObject({ email: 'new@example.test', offer: 'free' })
  })

  it('asks for the terms of service until they are signed', async () => {
    expect(await modify({ TOSLatest: '2.0.0-20300101' })).toMatchObject({ tos_latest: '2.0.0-20300101' })
    const signed = await modify({ TOSSigned: '2.0.0-20300101' })
    expect(signed).toMatchObject({ tos: '2.0.0-20300101' })
    expect(signed).not.toHaveProperty('tos_latest')
    // Nobody signs the same twice.
    expect(await modify({ TOSLatest: '2.1.0-20310101' })).not.toHaveProperty('tos_latest')
    expect(await modify({ TOSLatest: '3.0.0' })).toEqual([400, 'Bad format for TOS version'])
    expect(await modify({ TOSSigned: 'never' })).toEqual([400, 'Bad format for TOS version'])
  })

  it('marks an instance as going, which no second destruction passes', async () => {
    expect(await modify({ Deleting: 'true', Locale: 'de' })).toMatchObject({ deleting: true, locale: 'en' })
    expect((await test.admin('DELETE', `/instances/${domain}`)).status).toBe(409)
    await modify({ Deleting: 'false' })
    expect((await test.admin('DELETE', `/instances/${domain}`)).status).toBe(204)
  })

  it('loses no change of several at once', async () => {
    await Promise.all([modify({ UUID: 'u' }), modify({ Locale: 'fr' }), modify({ DiskQuota: '77' })])
    expect(await modify({})).toMatchObject({ uuid: 'u', locale: 'fr', disk_quota: '77' })
  })
})

describe('an alias', () => {
  it('is served, with its own name in addresses and cookies, until it is taken away', async () => {
    const alias = `alias${made}.localhost:${new URL(test.stack.url).port}`
    await create({ Passphrase: 'cozy' })
    expect((await send('GET', `http://${alias}/status`)).status).toBe(200)
    const login = (): Promise<Answer> => send('GET', `http://${alias}/`)
    expect((await login()).status).toBe(404)
    await modify({ DomainAliases: alias.toUpperCase() })
    expect((await login()).headers.location).toBe(`http://${alias}/auth/login`)
    const shown = await test.admin('GET', `/instances/${alias}`)
    expect(shown.json.data.attributes.domain).toBe(domain)
    expect((await test.admin('POST', `/instances?Domain=${alias}`)).status).toBe(409)
    const token = (
      await test.admin('POST', `/instances/token?Domain=${alias}&Audience=cli&Scope=io.cozy.todos`)
    ).text
    const there = (at: string): Promise<Answer> =>
      send('PUT', `http://${at}/data/io.cozy.todos/1`, { token, body: {} })
    expect((await there(alias)).status).toBe(200)
    expect((await there(domain)).status).toBe(409)
    await modify({ DomainAliases: ' ' })
    expect((await login()).status).toBe(404)
  })
})

describe('GET /instances', () => {
  it('gives them page by page, in the order of their ids', async () => {
    await create({})
    const all = (await test.admin('GET', '/instances')).json
    const ids = all.data.map(({ id }: { id: string }) => id)
    expect(ids).toEqual([...ids].sort())
    const paged: string[] = []
    for (let next = '/instances?page[limit]=2'; next;) {
      const { data, links } = (await test.admin('GET', next)).json
      paged.push(...data.map(({ id }: { id: string }) => id))
      next = links?.next
    }
    expect(paged).toEqual(ids)
  })
})
