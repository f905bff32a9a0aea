import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startStack, type RunningStack } from '@cozy-jobs/stack'
import fixturify from 'fixturify'
import { call } from '../stack-process/stack-process.mjs'
import { makeArchive } from './make-archive.mjs'
import { serveRegistry } from './serve-registry.mjs'

/** Its types come from the defaults of JavaScript, which know less than it takes. */
type Call = (host: string, method: string, path: string, sent: object) => Promise<unknown>

const MANIFEST = { name: 'Mine', slug: 'mine', type: 'webapp', editor: 'Somebody', version: '1.0.0' }

let folder: string
let site: Server
let url: string
let archive: Buffer
let registry: { url: string; close(): Promise<unknown> }
let stack: RunningStack

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'registry-publish-'))
  fixturify.writeSync(folder, {
    registry: {},
    build: { 'manifest.webapp': JSON.stringify(MANIFEST), 'index.html': '<p>mine</p>' }
  })
  const made = (await makeArchive(join(folder, 'build'))) as { archive: Buffer }
  archive = made.archive
  site = createServer((_, response) => response.end(archive)).listen(0, '127.0.0.1')
  await once(site, 'listening')
  url = `http://127.0.0.1:${(site.address() as AddressInfo).port}/mine.tar.gz`
  const tokens = { 'token-of-somebody': 'Somebody', 'token-of-another': 'Another' }
  registry = await serveRegistry({ folder: join(folder, 'registry'), tokens })
  stack = await startStack({
    port: 0,
    adminPort: 0,
    data: 'memory',
    config: { registries: { default: [registry.url] } }
  })
})

afterAll(async () => {
  await stack.close()
  await registry.close()
  site.close()
  rmSync(folder, { recursive: true })
})

const post = async (path: string, body: unknown, token = 'token-of-somebody') => {
  const answer = await fetch(`${registry.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Token ${token}` },
    body: typeof body === 'string' ? body : JSON.stringify(body)
  })
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> }
}

const sum = (): string => createHash('sha256').update(archive).digest('hex')

it('an application is registered once, by its editor', async () => {
  const mine = { slug: 'mine', editor: 'Somebody' }
  expect((await post('registry', mine, 'wrong')).status).toBe(401)
  expect((await post('registry', mine, 'token-of-another')).status).toBe(403)
  expect((await post('registry', { slug: 'No slug', editor: 'Somebody' })).status).toBe(400)
  expect((await post('registry', { slug: 'mine' })).status).toBe(400)
  expect((await post('registry', mine)).status).toBe(201)
  expect((await post('registry', mine)).status).toBe(409)
})

it('a version is refused where the documentation says so, and nothing of it is kept', async () => {
  const right = { version: '1.0.0', url, sha256: sum() }
  const status = async (sent: unknown, path = 'mine', token?: string): Promise<number> =>
    (await post(`registry/${path}`, sent, token)).status
  expect(await status('{')).toBe(400)
  expect(await status({ ...right, version: '1.0' })).toBe(400)
  expect(await status({ ...right, sha256: 'x' })).toBe(400)
  expect(await status({ ...right, url: 'file:///x' })).toBe(400)
  expect(await status(right, 'mine', 'wrong')).toBe(401)
  expect(await status(right, 'mine', 'token-of-another')).toBe(403)
  expect(await status(right, 'other')).toBe(404)
  expect(await status({ ...right, sha256: 'a'.repeat(64) })).toBe(412)
  expect(await status({ ...right, version: '2.0.0' })).toBe(412)
  expect((await fetch(`${registry.url}registry/mine/1.0.0`)).status).toBe(404)
})

it('a version that was taken is told of as it was sent, and installed', async () => {
  const sent = { version: '1.0.0', url, sha256: sum(), parameters: { a: 1 } }
  const { status, json } = await post('registry/mine', sent)
  expect(status).toBe(201)
  expect(json).toMatchObject({ slug: 'mine', type: 'webapp', version: '1.0.0', url, sha256: sum() })
  expect(json['manifest']).toEqual({ ...MANIFEST, parameters: { a: 1 } })
  expect((await post('registry/mine', sent)).status).toBe(409)
  // The script of registry-publish.md names the application in the archive alone.
  const dev = { version: '1.0.0-dev.abc', url, sha256: sum() }
  expect((await post('registry/versions', dev)).status).toBe(201)
  const app = await fetch(`${registry.url}registry/mine`).then(answer => answer.json())
  expect(app).toMatchObject({
    editor: 'Somebody',
    versions: { stable: ['1.0.0'], beta: [], dev: ['1.0.0-dev.abc'] }
  })
  const query = new URLSearchParams({
    Domain: stack.domain,
    Audience: 'cli',
    Scope: 'io.cozy.apps'
  }).toString()
  const token = await fetch(`${stack.adminUrl}instances/token?${query}`, { method: 'POST' }).then(a =>
    a.text()
  )
  await (call as Call)(stack.domain, 'POST', '/apps/mine', { token, headers: { accept: 'application/json' } })
  const [instance] = stack.instances.list()
  await stack.installs.current(instance!, 'apps', 'mine')
  const installed = await stack.installs.find(instance!, 'apps', 'mine')
  expect(installed).toMatchObject({ source: 'registry://mine/stable', version: '1.0.0' })
})
