import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fixturify from 'fixturify'
import { startTestStack, type TestStack } from '../testing/test-stack.js'

const APP = { slug: 'bank', type: 'konnector', maintenance_activated: false }
const OTHER = {
  slug: 'other',
  maintenance_activated: true,
  maintenance_options: { flag_short_maintenance: true }
}

const ANSWERS: Record<string, unknown> = {
  '/registry': { data: [APP, OTHER], meta: { count: 2 } },
  '/registry/bank': APP,
  '/registry/maintenance': [OTHER]
}

let test: TestStack
let registry: Server
let folder: string
let token: string

beforeAll(async () => {
  registry = createServer((request, response) => {
    const found = ANSWERS[request.url!.split('?')[0]!]
    response
      .writeHead(found ? 200 : 404, { 'content-type': 'application/json' })
      .end(JSON.stringify(found ?? {}))
  }).listen(0, '127.0.0.1')
  await once(registry, 'listening')
  const { port } = registry.address() as AddressInfo
  folder = mkdtempSync(join(tmpdir(), 'maintenance-'))
  fixturify.writeSync(folder, {
    'manifest.webapp': JSON.stringify({ slug: 'store', type: 'webapp', version: '1.0.0' })
  })
  test = await startTestStack({ config: { registries: { default: [`http://127.0.0.1:${port}/`] } } })
  await test.ask('POST', `/apps/store?Source=file://${folder}`, {
    token: await test.cli('io.cozy.apps'),
    headers: { accept: 'text/event-stream' }
  })
  token = await test.token('app', 'store')
})

afterAll(async () => {
  await test.stack.close()
  registry.close()
  rmSync(folder, { recursive: true })
})

const read = async (path: string): Promise<unknown> => (await test.ask('GET', path, { token })).json

it('what is under maintenance on the stack is so in the lists of its registries', async () => {
  expect(await read('/registry/bank')).toEqual(APP)
  const attributes = { flag_disallow_manual_exec: true }
  await test.admin('PUT', '/konnectors/maintenance/bank', { body: { data: { attributes } } })
  const here = {
    slug: 'bank',
    type: 'konnector',
    maintenance_activated: true,
    maintenance_options: { flag_disallow_manual_exec: true, flag_infra_maintenance: true }
  }
  expect(await read('/registry/bank')).toEqual(here)
  expect(await read('/registry')).toMatchObject({ data: [here, OTHER] })
  expect(await read('/registry/maintenance')).toEqual([here, OTHER])
  await test.admin('DELETE', '/konnectors/maintenance/bank')
  expect(await read('/registry/maintenance')).toEqual([OTHER])
})
