import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startTestStack, type TestStack } from '../../testing/test-stack.js'
import { createClient } from '../clients/create-client.js'
import { Browser, hashOf } from '../testing/browser.js'
import { CLIENT, codeOf, exchange, register, requestOf } from '../testing/oauth.js'

let test: TestStack
let browser: Browser
let registry: Server

const MANIFEST = {
  slug: 'drive',
  name: 'Drive',
  permissions: { files: { type: 'io.cozy.files', verbs: ['GET'] }, todos: { type: 'io.cozy.todos' } }
}

const ANSWERS: Readonly<Record<string, unknown>> = {
  '/registry/drive': { slug: 'drive' },
  '/registry/drive/stable/latest': {
    slug: 'drive',
    version: '1.0.0',
    url: 'http://127.0.0.1:1/drive.tar.gz',
    sha256: '0'.repeat(64),
    manifest: MANIFEST
  }
}

beforeAll(async () => {
  registry = createServer((request, response) => {
    const found = ANSWERS[request.url ?? '']
    response.statusCode = found === undefined ? 404 : 200
    response.end(JSON.stringify(found ?? {}))
  })
  registry.listen(0, '127.0.0.1')
  await once(registry, 'listening')
  const { port } = registry.address() as AddressInfo
  test = await startTestStack({
    config: {
      registries: { default: [`http://127.0.0.1:${port}/`] },
      contexts: { limited: { features: [{ 'cozy.oauthclients.max': 1 }] } }
    }
  })
  browser = new Browser(test)
  await browser.login({ 'long-run-session': '1' })
})

afterAll(async () => {
  await test.stack.close()
  registry.close()
})

describe('the way of a client to its token', () => {
  it('leads through the login and the consent of the owner', async () => {
    const fresh = new Browser(test)
    const client = await register(test)
    const request = requestOf(client, { scope: 'io.cozy.todos:GET,POST io.cozy.contacts:GET' })
    const { status, headers } = await fresh.get('/auth/authorize', request)
    expect(status).toBe(303)
    const login = new URL(headers.location ?? '')
    expect(login.pathname).toBe('/auth/login')
    const redirect = login.searchParams.get('redirect') ?? ''
    const logged = await fresh.login({ redirect })
    const back = new URL(logged.headers.location ?? '')
    expect(`${back.origin}${back.pathname}${back.search}`).toBe(redirect)
    const page = await fresh.ask('GET', `${back.pathname}${back.search}`)
    expect(page.status).toBe(200)
    expect(page.text).toContain('Demo')
    const consent = await fresh.send('/auth/authorize', request)
    expect(consent.status).toBe(302)
    const answer = new URL(consent.headers.location ?? '')
    expect(answer.searchParams.get('state')).toBe('state-1')
    const code = answer.searchParams.get('code') ?? ''
    expect(answer.searchParams.get('access_code')).toBe(code)
    const { json } = await exchange(test, client, { code })
    expect(json).toEqual({
      token_type: 'bearer',
      scope: request.scope,
      access_token: expect.stringMatching(/^ey/),
      refresh_token: expect.stringMatching(/^ey/)
    })
    const self = await test.ask('GET', '/permissions/self', { token: json.access_token })
    expect(self.json.data.attributes).toEqual({
      type: 'oauth',
      source_id: client.id,
      permissions: {
        rule0: { type: 'io.cozy.todos', verbs: ['GET', 'POST'] },
        rule1: { type: 'io.cozy.contacts', verbs: ['GET'] }
      }
    })
    const read = await test.ask('GET', `/auth/register/${client.id}`, { token: client.token })
    expect(read.json).not.toHaveProperty('pending')
    expect(read.json.last_refreshed_at).toMatch(/^\d{4}-/)
  })

  it('is told to a script as an address', async () => {
    const client = await register(test)
    const answer = await browser.send('/auth/authorize', requestOf(client), { accept: 'application/json' })
    expect(answer.status).toBe(200)
    expect(answer.json.deeplink).toMatch(/^https:\/\/client\.example\/callback\?access_code=.*#$/)
  })

  it('may begin with a session code, which is used up and left out of the address', async () => {
    const fresh = new Browser(test)
    const client = await register(test)
    const body = { passphrase: await hashOf(test) }
    const { session_code = '' } = (await test.ask('POST', '/auth/session_code', { body })).json
    const { status, headers } = await fresh.get('/auth/authorize', requestOf(client, { session_code }))
    expect([status, headers.location]).toEqual([303, expect.not.stringContaining('session_code')])
    expect((await fresh.ask('GET', headers.location ?? '')).status).toBe(200)
    const again = await new Browser(test).get('/auth/authorize', requestOf(client, { session_code }))
    expect(again.headers.location).toContain('/auth/login')
  })

  it('needs no page for who only asks whether it is the owner, where the administration allows it', async () => {
    const [instance] = test.stack.instances.list()
    const { _id, client_secret } = await createClient(
      test.stack,
      instance!,
      { ...CLIENT, client_name: 'Manager', allow_login_scope: true },
      { pending: false }
    )
    const client = { id: _id, secret: client_secret, token: '' }
    const { status, headers } = await browser.get('/auth/authorize', requestOf(client, { scope: 'login' }))
    expect(status).toBe(302)
    const code = new URL(headers.location ?? '').searchParams.get('code') ?? ''
    const { json } = await exchange(test, client, { code })
    expect(json.scope).toBe('')
    const used = await test.ask('GET', '/data/io.cozy.todos/_all_docs', { token: json.access_token })
    expect(used.status).toBe(400)
    const other = await register(test)
    expect((await browser.get('/auth/authorize', requestOf(other, { scope: 'login' }))).status).toBe(400)
  })

  it('ends before a page where there are as many clients as there may be', async () => {
    const domain = `limited.localhost:${test.stack.domain.split(':')[1]}`
    const limited = await test.stack.instances.create({ domain, context: 'limited', defaultPassphrase: true })
    const client = await createClient(test.stack, limited, CLIENT)
    const code = { session_code: '' }
    const host = { host: domain }
    const hash = await test.ask('GET', '/auth/login', { headers: { ...host, accept: 'text/html' } })
    expect(hash.status).toBe(200)
    const answer = await test.admin('POST', `/instances/${domain}/session_code`)
    code.session_code = answer.json.session_code
    const request = requestOf({ id: client._id, secret: '', token: '' }, code)
    const query = new URLSearchParams(request).toString()
    const opened = await test.ask('GET', `/auth/authorize?${query}`, {
      headers: { ...host, accept: 'text/html' }
    })
    const cookie = (opened.headers['set-cookie'] ?? []).map(set => set.split(';')[0]).join('; ')
    const page = await test.ask('GET', opened.headers.location ?? '', {
      headers: { ...host, accept: 'text/html', cookie }
    })
    expect(page.status).toBe(200)
    expect(page.text).not.toContain('csrf_token')
  })
})

describe('a client that is another form of an app', () => {
  it('asks for what the app asks for, and gets nothing while the app is not there', async () => {
    const client = await register(test, { software_id: 'registry://drive', client_name: 'Mobile' })
    expect(client.answer.json.cozyMetadata).toMatchObject({
      createdByApp: 'drive',
      createdByAppVersion: '1.2.0'
    })
    const page = await browser.get('/auth/authorize', requestOf(client, { scope: 'io.cozy.everything' }))
    expect(page.text).toContain('value="io.cozy.files:GET io.cozy.todos"')
    expect(page.text).not.toContain('io.cozy.everything')
    const code = await codeOf(browser, client)
    const { status, json } = await exchange(test, client, { code })
    expect([status, json]).toEqual([400, { error: 'drive is not installed' }])
  })

  it('may do what the app may do at the moment', async () => {
    const client = await register(test, { software_id: 'registry://drive', client_name: 'Mobile' })
    const [instance] = test.stack.instances.list()
    const app = {
      _id: 'io.cozy.apps/drive',
      ...MANIFEST,
      state: 'ready',
      version: '1.0.0',
      source: 'file:///none'
    }
    const { _rev } = await instance!.documents.put('io.cozy.apps', app)
    const request = requestOf(client)
    await browser.get('/auth/authorize', request)
    const consent = await browser.send('/auth/authorize', request)
    const answer = new URL(consent.headers.location ?? '')
    expect(answer.searchParams.get('fallback')).toBe(`http://drive.${test.stack.domain}`)
    const { json } = await exchange(test, client, { code: answer.searchParams.get('code') ?? '' })
    expect(json.scope).toBe('@io.cozy.apps/drive')
    const self = () => test.ask('GET', '/permissions/self', { token: json.access_token })
    expect((await self()).json.data.attributes.permissions).toMatchObject({
      files: { type: 'io.cozy.files', verbs: ['GET'] }
    })
    const share = await test.ask('POST', '/permissions?codes=link', {
      token: json.access_token,
      body: {
        data: { attributes: { permissions: { todos: { type: 'io.cozy.todos', verbs: ['GET'] } } } }
      }
    })
    expect(share.json.data.attributes.source_id).toBe('io.cozy.apps/drive')
    await instance!.documents.remove('io.cozy.apps', app._id, _rev)
    expect((await self()).status).toBe(404)
  })
})
