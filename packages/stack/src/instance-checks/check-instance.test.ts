import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { Instance, InstanceChange } from '../instances/api.js'
import { DEFAULT_CONFIG } from '../config.js'
import { startTestStack, type TestStack } from '../testing/test-stack.js'

let test: TestStack
let instance: Instance

beforeAll(async () => {
  test = await startTestStack({
    config: {
      ...DEFAULT_CONFIG,
      clouderies: { managed: 'https://manager.example.org/' },
      contexts: { default: { support_address: 'help@example.org' } }
    }
  })
  instance = test.stack.instances.get(test.stack.domain)!
})

afterAll(() => test.stack.close())

const NORMAL: InstanceChange = {
  context: '',
  details: {
    blocked: undefined,
    blocking_reason: undefined,
    deleting: undefined,
    tos_latest: undefined,
    uuid: undefined,
    old_domain: undefined
  }
}

beforeEach(() => test.stack.instances.update(instance, NORMAL))

const change = (details: NonNullable<InstanceChange['details']>, context = '') =>
  test.stack.instances.update(instance, { context, details })

const get = (path: string, accept = 'application/json', host = test.stack.domain) =>
  test.ask('GET', path, { headers: { accept, host } })

const UNKNOWN = {
  status: '503',
  title: 'Blocked',
  code: 'UNKNOWN',
  detail: 'The Twake is blocked for an unknown reason',
  source: {}
}

describe('a blocked instance', () => {
  it('refuses its routes, those that nobody has too, in the form that is asked for', async () => {
    await change({ blocked: true })
    for (const path of [
      '/',
      '/auth/login',
      '/data/io.cozy.todos/_all_docs',
      '/files/none',
      '/jobs/none/none'
    ]) {
      const { status, headers, json } = await get(path)
      expect([path, status, headers['content-type'], json]).toEqual([
        path,
        503,
        'application/json',
        [UNKNOWN]
      ])
      const page = await get(path, 'text/html')
      expect([page.status, page.headers['content-type']]).toEqual([503, 'text/html; charset=UTF-8'])
      expect(page.text).toContain('help@example.org')
    }
    expect((await get('/auth/login', '')).headers['content-type']).toBe('text/html; charset=UTF-8')
    expect((await get('/files/none', '')).json).toEqual([UNKNOWN])
  })

  it('refuses a token of the command line too, and its apps', async () => {
    await change({ blocked: true })
    const token = await test.cli('io.cozy.files')
    expect((await test.ask('GET', '/files/io.cozy.files.root-dir', { token })).status).toBe(503)
    const host = `drive.${test.stack.domain}`
    expect((await get('/', 'text/html', host)).status).toBe(503)
    expect((await get('/robots.txt', '', host)).text).toBe('User-agent: *\nDisallow: /\n')
  })

  it('serves apps, settings, accounts, status and its files', async () => {
    await change({ blocked: true })
    for (const path of ['/apps/', '/konnectors/', '/settings/instance']) {
      expect([path, (await get(path)).status]).toEqual([path, 401])
    }
    for (const path of ['/status', '/version', '/robots.txt']) {
      expect([path, (await get(path)).status]).toEqual([path, 200])
    }
  })

  it('says what is owed, and what has been tried too often', async () => {
    await change({ blocked: true, blocking_reason: 'PAYMENT_FAILED' })
    const unpaid = await get('/files/none')
    expect([unpaid.status, unpaid.json]).toEqual([402, [{ ...UNKNOWN, status: '402' }]])
    expect((await get('/', 'text/html')).text).toContain('The Twake requires a payment')
    await change({ blocking_reason: 'LOGIN_FAILED' })
    const tried = await get('/files/none')
    expect([tried.status, tried.text.includes('too many login attempts')]).toEqual([503, true])
  })

  it('leads to what shows the move, while it moves', async () => {
    await change({ blocked: true, blocking_reason: 'IMPORTING' })
    const { status, json } = await get('/files/none')
    expect([status, json]).toEqual([503, { error: 'The Twake requires a payment' }])
    const page = await get('/', 'text/html')
    expect([page.status, page.headers.location]).toEqual([302, `http://${test.stack.domain}/move/importing`])
    expect((await get('/move/importing')).status).toBe(501)
  })
})

describe('an instance that is being deleted', () => {
  it('has neither pages nor apps, but its data still', async () => {
    await change({ deleting: true })
    for (const host of [test.stack.domain, `drive.${test.stack.domain}`]) {
      const { status, json } = await get('/', 'application/json', host)
      expect([status, json]).toEqual([404, { error: {} }])
    }
    const token = await test.cli('io.cozy.files')
    expect((await test.ask('GET', '/files/io.cozy.files.root-dir', { token })).status).toBe(200)
  })
})

describe('an instance whose owner has not signed the terms in time', () => {
  it('leads to the manager, where there is one', async () => {
    await change({ tos_latest: '2.0.0-20200101', uuid: 'abc' })
    expect((await get('/files/none')).status).toBe(401)
    await change({ tos_latest: '2.0.0-20200101', uuid: 'abc' }, 'managed')
    const { status, json } = await get('/files/none')
    const tos = 'https://manager.example.org/cozy/instances/abc/tos'
    expect([status, json[0].code, json[0].links]).toEqual([402, 'tos-updated', { self: tos }])
    expect((await get('/', 'text/html', `drive.${test.stack.domain}`)).headers.location).toBe(tos)
    expect((await get('/auth/login')).status).toBe(200)
    expect((await get('/settings/instance')).status).toBe(401)
  })
})

describe('the domain that an instance had before', () => {
  it('leads to the new one, its apps too, and routes of no instance do not', async () => {
    const { port } = new URL(test.stack.url)
    await change({ old_domain: `before.example.org:${port}` })
    const from = (path: string, host: string) => get(path, 'application/json', `${host}:${port}`)
    const moved = await from('/data/io.cozy.todos/a%20b?x=1&y', 'before.example.org')
    expect([moved.status, moved.headers.location]).toEqual([
      308,
      `http://${test.stack.domain}/data/io.cozy.todos/a%20b?x=1&y`
    ])
    expect((await from('/index?q=1', 'drive.before.example.org')).headers.location).toBe(
      `http://drive.${test.stack.domain}/index?q=1`
    )
    expect((await from('/status', 'before.example.org')).status).toBe(200)
    expect((await from('/nowhere', 'before.example.org')).status).toBe(404)
    expect((await from('/', 'other.example.org')).status).toBe(403)
  })
})
