import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startTestStack, type TestStack } from '../testing/test-stack.js'

const SLUG = 'bills'
const MANIFEST = { name: 'Bills', slug: SLUG, version: '1.0.0', type: 'konnector' }
const HOUR = 3_600_000

let folder: string
let test: TestStack
let registry: Server
/** What the registry says of the konnector; it does not know it where undefined. */
let application: object | undefined
let lines: string[]

beforeEach(async () => {
  application = undefined
  lines = []
  registry = createServer((request, response) => {
    const known = request.url === `/registry/${SLUG}` ? application : undefined
    const listed = request.url === '/registry/maintenance' ? (application ? [application] : []) : known
    response.writeHead(listed ? 200 : 404, { 'content-type': 'application/json' })
    response.end(JSON.stringify(listed ?? { error: 'Not Found' }))
  }).listen(0, '127.0.0.1')
  await once(registry, 'listening')
  const { port } = registry.address() as AddressInfo
  folder = mkdtempSync(join(tmpdir(), 'maintenance-test-'))
  await mkdir(join(folder, 'konnector'))
  await writeFile(join(folder, 'konnector', 'manifest.konnector'), JSON.stringify(MANIFEST))
  await writeFile(join(folder, 'konnector', 'index.js'), '')
  test = await startTestStack({
    config: { registries: { default: [`http://127.0.0.1:${port}/`] } },
    log: line => void lines.push(line)
  })
  const { installs, instances } = test.stack
  const source = { slug: SLUG, source: `file://${join(folder, 'konnector')}` }
  await installs.install(instances.list()[0]!, 'konnectors', source, () => undefined)
})

afterEach(async () => {
  await test.stack.close()
  registry.close()
  rmSync(folder, { recursive: true, force: true })
})

const scope = 'io.cozy.triggers io.cozy.jobs'

const triggerOf = async (): Promise<string> => {
  const attributes = { type: '@every', arguments: '1h', worker: 'konnector', message: { konnector: SLUG } }
  const token = await test.cli(scope)
  const body = { data: { attributes } }
  return (await test.ask('POST', '/jobs/triggers', { token, body })).json.data.id
}

const jobsOf = async (trigger: string): Promise<number> => {
  await test.stack.engine.idle()
  const token = await test.cli(scope)
  return (await test.ask('GET', `/jobs/triggers/${trigger}/jobs`, { token })).json.data.length
}

const launch = async (trigger: string): Promise<void> => {
  const token = await test.cli(scope)
  expect((await test.ask('POST', `/jobs/triggers/${trigger}/launch`, { token })).status).toBe(201)
}

/** One date of the trigger goes by. */
const anHour = async (): Promise<void> => {
  await test.admin('POST', '/clock', { body: { by: HOUR } })
}

const put = (attributes: object) =>
  test.admin('PUT', `/konnectors/maintenance/${SLUG}`, { body: { data: { attributes } } })

describe('a konnector under maintenance on the stack', () => {
  it('makes no job, by itself or by hand, until the maintenance is over', async () => {
    const trigger = await triggerOf()
    await anHour()
    expect(await jobsOf(trigger)).toBe(1)
    expect((await put({ flag_short_maintenance: true })).status).toBe(204)
    await anHour()
    await launch(trigger)
    expect(await jobsOf(trigger)).toBe(1)
    expect(lines).toContainEqual(expect.stringContaining('it is under maintenance'))
    expect((await test.admin('DELETE', `/konnectors/maintenance/${SLUG}`)).status).toBe(204)
    await anHour()
    expect(await jobsOf(trigger)).toBe(2)
  })

  it('runs where a flag of the instance names it', async () => {
    const trigger = await triggerOf()
    await put({})
    const flags = { 'harvest.skip-maintenance-for': [SLUG] }
    await test.admin('PATCH', `/instances/${test.stack.domain}/feature/flags`, { body: flags })
    await anHour()
    expect(await jobsOf(trigger)).toBe(1)
  })

  it('is listed with its options, and changed by a second request', async () => {
    await put({ flag_short_maintenance: true })
    await put({ messages: { en: { short_message: 'Soon' } } })
    const { json } = await test.admin('GET', '/konnectors/maintenance')
    expect(json).toEqual({
      data: [
        {
          type: 'io.cozy.konnectors.maintenance',
          attributes: {
            level: 'stack',
            maintenance_activated: true,
            maintenance_options: {
              flag_infra_maintenance: true,
              messages: { en: { short_message: 'Soon' } }
            },
            slug: SLUG,
            type: 'konnector'
          },
          meta: {}
        }
      ],
      meta: { count: 1 }
    })
  })

  it('is refused what makes no sense', async () => {
    const path = `/konnectors/maintenance/${SLUG}`
    expect((await test.admin('DELETE', path)).status).toBe(404)
    expect((await test.admin('PUT', path, { body: '[]' })).status).toBe(400)
    expect((await test.admin('PUT', '/konnectors/maintenance/_x', { body: { data: {} } })).status).toBe(400)
    expect((await put({ _bad: 1 })).status).toBe(400)
  })
})

describe('a konnector under maintenance in its registry', () => {
  const under = (options: object): object => ({
    slug: SLUG,
    type: 'konnector',
    maintenance_activated: true,
    maintenance_options: options
  })

  it('makes no job by itself, and is launched where that is allowed', async () => {
    const trigger = await triggerOf()
    application = under({ flag_disallow_manual_exec: false })
    await anHour()
    expect(await jobsOf(trigger)).toBe(0)
    await launch(trigger)
    expect(await jobsOf(trigger)).toBe(1)
    application = under({ flag_disallow_manual_exec: true })
    await launch(trigger)
    expect(await jobsOf(trigger)).toBe(1)
  })

  it('is listed for a context', async () => {
    application = under({})
    const { json } = await test.admin('GET', '/konnectors/maintenance?Context=dev')
    expect(json.data).toMatchObject([{ attributes: { slug: SLUG, level: 'registry' } }])
  })

  it('runs where the registry does not answer', async () => {
    const trigger = await triggerOf()
    registry.close()
    registry.closeAllConnections()
    await anHour()
    expect(await jobsOf(trigger)).toBe(1)
    expect(lines).toContainEqual(
      expect.stringContaining('Failed to ask whether the konnector bills is under')
    )
  })
})
