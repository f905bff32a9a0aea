import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fixturify from 'fixturify'
import { startTestStack, type Answer, type TestStack } from '../testing/test-stack.js'

let test: TestStack
let folder: string
let registry: Server
let tokens: Record<'client' | 'picker', string>

const MANIFESTS: Record<string, object> = {
  client: {},
  picker: {
    intents: [
      { action: 'PICK', type: ['io.cozy.files', 'image/*'], href: '/pick#there' },
      { action: 'VIEW', type: ['image/gif'], href: '/view' }
    ]
  }
}

const STORE: Record<string, unknown> = {
  '/registry': { data: [{ slug: 'picker' }, { slug: 'shop' }, { slug: 'gone' }] },
  '/registry/shop/stable/latest': {
    manifest: { slug: 'shop', name: 'Shop', intents: [{ action: 'SELL', type: ['io.cozy.goods'] }] }
  }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'intents-'))
  registry = createServer((request, response) => {
    const found = STORE[request.url!.split('?')[0]!]
    response
      .writeHead(found ? 200 : 404, { 'content-type': 'application/json' })
      .end(JSON.stringify(found ?? {}))
  }).listen(0, '127.0.0.1')
  await once(registry, 'listening')
  const { port } = registry.address() as AddressInfo
  test = await startTestStack({ config: { registries: { default: [`http://127.0.0.1:${port}/`] } } })
  const token = await test.cli('io.cozy.apps')
  for (const [slug, fields] of Object.entries(MANIFESTS)) {
    const manifest = { slug, type: 'webapp', version: '1.0.0', ...fields }
    fixturify.writeSync(folder, { [slug]: { 'manifest.webapp': JSON.stringify(manifest) } })
    const headers = { accept: 'text/event-stream' }
    await test.ask('POST', `/apps/${slug}?Source=file://${folder}/${slug}`, { token, headers })
  }
  tokens = { client: await test.token('app', 'client'), picker: await test.token('app', 'picker') }
})

afterAll(async () => {
  await test.stack.close()
  registry.close()
  rmSync(folder, { recursive: true })
})

const start = (attributes: unknown, token = tokens.client): Promise<Answer> =>
  test.ask('POST', '/intents', { token, body: { data: { type: 'io.cozy.intents', attributes } } })

describe('an intent', () => {
  it('names the apps that answer it, and their pages', async () => {
    const { status, json } = await start({ action: 'pick', type: 'io.cozy.files', permissions: ['GET'] })
    const self = await test.ask('GET', '/permissions/self', { token: tokens.client })
    expect(status).toBe(200)
    expect(json.data).toEqual({
      type: 'io.cozy.intents',
      id: expect.any(String),
      attributes: {
        action: 'pick',
        type: 'io.cozy.files',
        permissions: ['GET'],
        client: `http://client.${test.stack.domain}`,
        services: [
          { slug: 'picker', href: `http://picker.${test.stack.domain}/pick?intent=${json.data.id}#there` }
        ],
        availableApps: null
      },
      meta: { rev: expect.stringMatching(/^2-/) as unknown },
      links: { self: `/intents/${json.data.id}`, permissions: `/permissions/${self.json.data.id}` }
    })
  })

  it.each([
    ['PICK', 'image/png', 1],
    ['VIEW', 'image/gif', 1],
    ['VIEW', 'image/png', 0]
  ])('%s of %s has %i', async (action, type, count) => {
    const { json } = await start({ action, type })
    expect((json.data.attributes.services ?? []).length).toBe(count)
    expect(json.data.attributes.permissions).toBeNull()
  })

  it('that nobody answers names the apps of the registries that would', async () => {
    const { json } = await start({ action: 'SELL', type: 'io.cozy.goods' })
    expect(json.data.attributes).toMatchObject({
      services: null,
      availableApps: [{ slug: 'shop', name: 'Shop' }]
    })
  })

  it('is read by the apps that answer it, and by nobody else', async () => {
    const { json } = await start({ action: 'PICK', type: 'io.cozy.files' })
    const path = `/intents/${json.data.id}`
    const read = await test.ask('GET', path, { token: tokens.picker })
    expect([read.status, read.json]).toEqual([200, json])
    expect((await test.ask('GET', path, { token: tokens.client })).status).toBe(403)
    expect((await test.ask('GET', path)).status).toBe(403)
    expect((await test.ask('GET', '/intents/nothing', { token: tokens.picker })).status).toBe(404)
  })

  it.each([
    ['', 'EOF'],
    ['{', 'unexpected EOF'],
    ['[]', 'json: cannot unmarshal array into Go value of type jsonapi.Document'],
    ['{}', 'Bad Request(400): JSON input is malformed or is missing mandatory fields'],
    ['{"data":1}', 'json: cannot unmarshal number into Go value of type jsonapi.ObjectMarshalling'],
    ['{"data":{"attributes":[]}}', 'json: cannot unmarshal array into Go value of type intent.Intent'],
    [
      '{"data":{"attributes":{"action":1}}}',
      'json: cannot unmarshal number into Go struct field Intent.action of type string'
    ],
    [
      '{"data":{"attributes":{"permissions":"GET"}}}',
      'json: cannot unmarshal string into Go struct field Intent.permissions of type []string'
    ]
  ])('that is %j is refused in the words of Go', async (body, detail) => {
    const headers = { 'content-type': 'application/vnd.api+json' }
    const answer = await test.ask('POST', '/intents', { token: tokens.client, body, headers })
    expect([answer.status, answer.json.errors[0].detail]).toEqual([400, detail])
  })

  it.each([
    [{ type: 'x' }, 422, 'Action is missing', 'action'],
    [{ action: 'x' }, 422, 'Type is missing', 'type']
  ])('of %j is refused', async (attributes, status, detail, parameter) => {
    const answer = await start(attributes)
    expect([answer.status, answer.json.errors[0]]).toEqual([
      status,
      { status: String(status), title: 'Invalid Parameter', detail, source: { parameter } }
    ])
  })

  it('of a stranger, or of another shape, is refused', async () => {
    expect((await start({ action: 'PICK', type: 'x' }, '')).status).toBe(403)
    expect((await start({ action: 1, type: 'x' })).status).toBe(400)
  })
})
