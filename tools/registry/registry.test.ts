import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startStack, type RunningStack } from '@cozy-jobs/stack'
import fixturify from 'fixturify'
import { call } from '../stack-process/stack-process.mjs'
import { serveRegistry } from './serve-registry.mjs'

interface Answer {
  status: number
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look at what they expect, wherever it stands
  json: any
}

/** Its types come from the defaults of JavaScript, which know less than it takes. */
type Call = (host: string, method: string, path: string, sent: object) => Promise<unknown>

let folder: string
let stack: RunningStack
let registries: { url: string; close(): Promise<unknown> }[]
let cli: string
let store: string

const manifest = (version: string, more: object = {}): string =>
  JSON.stringify({
    name: 'Notes of mine',
    slug: 'mine',
    type: 'webapp',
    editor: 'Somebody',
    icon: 'icon.svg',
    version,
    permissions: { todos: { type: 'io.cozy.todos' } },
    ...more
  })

const publish = (version: string, more: object = {}, slug = 'mine', at = 'first'): void =>
  fixturify.writeSync(join(folder, at, slug), {
    [version]: {
      'manifest.webapp': manifest(version, { slug, ...more }),
      'icon.svg': `<svg id="${version}"/>`,
      'index.html': `<p>${version}</p>`
    }
  })

const token = async (query: Record<string, string>): Promise<string> => {
  const asked = new URLSearchParams({ Domain: stack.domain, ...query }).toString()
  const answer = await fetch(`${stack.adminUrl}instances/token?${asked}`, { method: 'POST' })
  return answer.text()
}

const ask = async (method: string, path: string, as = cli): Promise<Answer> =>
  (await (call as Call)(stack.domain, method, path, {
    token: as,
    headers: { accept: 'application/json' }
  })) as Answer

const attributes = async (slug = 'mine') => (await ask('GET', `/apps/${slug}`)).json?.data?.attributes

const settled = async (slug = 'mine'): Promise<void> => {
  const [instance] = stack.instances.list()
  await stack.installs.current(instance!, 'apps', slug)
}

const put = async (query = ''): Promise<Answer> => {
  const answer = await ask('PUT', `/apps/mine?${query}`)
  await settled()
  return answer
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'registry-'))
  fixturify.writeSync(folder, { first: {}, second: {} })
  registries = [
    await serveRegistry({ folder: join(folder, 'first') }),
    await serveRegistry({ folder: join(folder, 'second') })
  ]
  stack = await startStack({
    port: 0,
    adminPort: 0,
    data: 'memory',
    config: { registries: { default: registries.map(({ url }) => url) } }
  })
  cli = await token({ Audience: 'cli', Scope: 'io.cozy.apps io.cozy.konnectors' })
  publish('1.0.0', { name: 'Store', permissions: { apps: { type: 'io.cozy.apps' } } }, 'store', 'second')
  await ask('POST', '/apps/store')
  await settled('store')
  store = await token({ Audience: 'app', Subject: 'store' })
})

afterAll(async () => {
  await stack.close()
  await Promise.all(registries.map(one => one.close()))
  rmSync(folder, { recursive: true })
})

beforeEach(() => {
  publish('1.0.0')
})

afterEach(async () => {
  await ask('DELETE', '/apps/mine')
  rmSync(join(folder, 'first', 'mine'), { recursive: true })
})

describe('an app of a registry', () => {
  it('is installed from the stable channel where nothing is said, its checksum checked', async () => {
    publish('1.1.0-beta.1')
    expect((await ask('POST', '/apps/mine')).status).toBe(202)
    await settled()
    expect(await attributes()).toMatchObject({
      state: 'ready',
      version: '1.0.0',
      source: 'registry://mine/stable',
      checksum: expect.stringMatching(/^[0-9a-f]{64}$/)
    })
    const icon = await fetch(`http://127.0.0.1:${new URL(stack.url).port}/apps/mine/icon`, {
      headers: { authorization: `Bearer ${cli}` }
    }).then(answer => answer.status)
    expect(icon).toBe(404)
    const [instance] = stack.instances.list()
    const app = await stack.installs.find(instance!, 'apps', 'mine')
    expect(Object.keys(fixturify.readSync(stack.installs.folder(instance!, 'apps', app!))).sort()).toEqual([
      'icon.svg',
      'index.html',
      'manifest.webapp'
    ])
  })

  it.each([
    ['registry://mine/beta', '1.1.0-beta.2'],
    ['registry://mine/dev', '1.1.0-dev.abc'],
    ['registry://mine/1.0.0', '1.0.0'],
    ['registry://mine/beta/1.1.0-beta.1', '1.1.0-beta.1'],
    ['registry://mine', '1.0.1']
  ])('is installed from %s as %s', async (source, version) => {
    publish('1.0.1')
    publish('1.1.0-beta.1')
    publish('1.1.0-beta.2')
    publish('1.1.0-dev.abc')
    await ask('POST', `/apps/mine?Source=${encodeURIComponent(source)}`)
    const [instance] = stack.instances.list()
    await settled()
    expect((await stack.installs.find(instance!, 'apps', 'mine'))?.source).toBe(source)
    expect((await attributes()).version).toBe(version)
  })

  it('is updated when it is used, once there is a newer version', async () => {
    await ask('POST', '/apps/mine')
    await settled()
    publish('1.2.0')
    expect(await attributes()).toMatchObject({ state: 'ready', version: '1.2.0' })
    publish('1.1.9')
    rmSync(join(folder, 'first', 'mine', '1.2.0'), { recursive: true })
    expect((await attributes()).version).toBe('1.2.0')
  })

  it('waits for its owner where it asks for more, and comes once that is accepted', async () => {
    await ask('POST', '/apps/mine')
    await settled()
    publish('2.0.0', { permissions: { all: { type: 'io.cozy.files' } } })
    expect(await attributes()).toMatchObject({
      state: 'ready',
      version: '1.0.0',
      available_version: '2.0.0',
      permissions: { todos: { type: 'io.cozy.todos' } }
    })
    expect((await put('PermissionsAcked=false')).status).toBe(202)
    expect((await attributes()).version).toBe('1.0.0')
    await put('PermissionsAcked=true')
    const after = await attributes()
    expect(after).toMatchObject({ version: '2.0.0', permissions: { all: { type: 'io.cozy.files' } } })
    expect(after).not.toHaveProperty('available_version')
  })

  it('waits where its terms are others', async () => {
    await ask('POST', '/apps/mine')
    await settled()
    publish('1.0.1', { terms: { url: 'https://example.org/terms', version: '2' } })
    expect(await attributes()).toMatchObject({ version: '1.0.0', available_version: '1.0.1' })
  })

  it('stays as it is while the registry is gone', async () => {
    await ask('POST', '/apps/mine')
    await settled()
    rmSync(join(folder, 'first', 'mine', '1.0.0'), { recursive: true })
    expect((await attributes()).version).toBe('1.0.0')
  })

  it('is downloaded from the registry', async () => {
    await ask('POST', '/apps/mine')
    await settled()
    const found = await ask('GET', '/apps/mine/download')
    expect(found.status).toBe(303)
    expect((await ask('GET', '/apps/mine/download/9.9.9')).status).toBe(412)
  })
})

describe('an app that no registry has', () => {
  it.each(['registry://nothere/stable', 'registry://mine/9.9.9', 'registry://mine/a%2Fb', 'registry://'])(
    'is refused: %s',
    async source => {
      const answer = await ask('POST', `/apps/mine?Source=${encodeURIComponent(source)}`)
      expect([answer.status, answer.json.errors[0].detail]).toEqual([
        404,
        'Application manifest is not reachable'
      ])
    }
  )
})

describe('the routes of the registry', () => {
  it('list what all registries have, the first one first', async () => {
    publish('3.0.0', {}, 'mine', 'second')
    const { json } = await ask('GET', '/registry', store)
    expect(json.data.map((app: { slug: string }) => app.slug)).toEqual(['mine', 'store'])
    expect(json.data[0].latest_version.version).toBe('1.0.0')
    expect(json.meta).toEqual({ count: 2 })
    rmSync(join(folder, 'second', 'mine'), { recursive: true })
  })

  it('list page by page, each app once', async () => {
    for (const slug of ['a', 'b', 'c', 'd', 'e']) publish('1.0.0', {}, slug, 'second')
    const seen: string[] = []
    let cursor = ''
    do {
      const { json } = await ask('GET', `/registry?limit=2&cursor=${encodeURIComponent(cursor)}`, store)
      seen.push(...json.data.map((app: { slug: string }) => app.slug))
      cursor = json.meta.next_cursor ?? ''
    } while (cursor !== '' && seen.length < 20)
    expect([...seen].sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'mine', 'store'])
    for (const slug of ['a', 'b', 'c', 'd', 'e']) rmSync(join(folder, 'second', slug), { recursive: true })
  })

  it('give an app, a version, the newest of a channel', async () => {
    expect((await ask('GET', '/registry/mine', store)).json).toMatchObject({
      slug: 'mine',
      versions: { stable: ['1.0.0'], beta: [], dev: [] }
    })
    expect((await ask('GET', '/registry/store/1.0.0', store)).json.manifest.slug).toBe('store')
    expect((await ask('GET', '/registry/mine/stable/latest', store)).json.version).toBe('1.0.0')
    expect((await ask('GET', '/registry/nothere', store)).status).toBe(404)
  })

  it('give icons, for as long as they stay', async () => {
    expect((await ask('GET', '/registry/mine/icon', store)).status).toBe(200)
    expect((await ask('GET', '/registry/mine/1.0.0/icon', store)).status).toBe(200)
    expect((await ask('GET', '/registry/mine/1.0.0/screenshots/..%2Fmanifest.webapp', store)).status).toBe(
      404
    )
  })

  it('say what is under maintenance', async () => {
    const options = { flag_short_maintenance: true }
    fixturify.writeSync(join(folder, 'first', 'mine'), { 'maintenance.json': JSON.stringify(options) })
    expect((await ask('GET', '/registry/maintenance', store)).json).toEqual([
      expect.objectContaining({ slug: 'mine', maintenance_activated: true, maintenance_options: options })
    ])
  })

  it('are for apps alone, and their pictures for who may read the apps', async () => {
    expect((await ask('GET', '/registry')).status).toBe(403)
    expect((await ask('GET', '/registry/mine/1.0.0')).status).toBe(403)
    expect((await ask('GET', '/registry/mine/icon')).status).toBe(200)
  })
})
