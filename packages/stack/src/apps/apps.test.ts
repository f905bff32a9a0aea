import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { mkdirSync, mkdtempSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import fixturify from 'fixturify'
import { startTestStack, type Answer, type TestStack } from '../testing/test-stack.js'

const MANIFEST = {
  name: 'Demo',
  slug: 'demo',
  type: 'webapp',
  version: '1.0.0',
  icon: 'icon.svg',
  permissions: { todos: { type: 'io.cozy.todos' } },
  services: {
    onTodo: { type: 'node', file: 'onTodo.js', trigger: '@event io.cozy.todos:CREATED' },
    onDemand: { type: 'node', file: 'onTodo.js' }
  }
}

let test: TestStack
let token: string
let folder: string
let source: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'apps-'))
  test = await startTestStack()
  token = await test.cli('io.cozy.apps io.cozy.konnectors io.cozy.triggers io.cozy.jobs')
})

afterAll(async () => {
  await test.stack.close()
  rmSync(folder, { recursive: true })
})

const write = (manifest: unknown, files: Record<string, string> = {}): void =>
  fixturify.writeSync(source, {
    'manifest.webapp': typeof manifest === 'string' ? manifest : JSON.stringify(manifest),
    'icon.svg': '<svg/>',
    'onTodo.js': '// nothing to do',
    ...files
  })

const call = (method: string, path: string, headers = {}): Promise<Answer> =>
  test.ask(method, path, { token, headers })

/** The last of the events that an installation tells. */
const lastEvent = ({ text }: Answer): { event: string; data: unknown } => {
  const block = text.trim().split('\r\n\r\n').at(-1) ?? ''
  const [, event = '', data = ''] = /^event: (\w+)\r\ndata: (.*)$/s.exec(block) ?? []
  return { event, data: JSON.parse(data) as unknown }
}

const install = async (slug = 'demo'): Promise<{ event: string; data: unknown }> =>
  lastEvent(await call('POST', `/apps/${slug}?Source=file://${source}`, { accept: 'text/event-stream' }))

const services = async (): Promise<Record<string, { trigger_id: string }>> =>
  (await call('GET', '/apps/demo')).json.data.attributes.services

beforeEach(async () => {
  await call('DELETE', '/apps/demo')
  source = mkdtempSync(join(folder, 'source-'))
  write(MANIFEST)
})

describe('an app', () => {
  it('gets its triggers, its one route and its permissions when it is installed', async () => {
    expect(await install()).toMatchObject({
      event: 'state',
      data: {
        data: {
          attributes: {
            state: 'ready',
            version: expect.stringMatching(/^1\.0\.0-[A-Za-z]{10}$/),
            routes: { '/': { folder: '/', index: 'index.html', public: false } }
          }
        }
      }
    })
    const triggers = (await call('GET', '/jobs/triggers?Worker=service')).json.data
    expect(triggers.map((trigger: { id: string }) => trigger.id)).toEqual([
      (await services()).onTodo!.trigger_id
    ])
    expect((await services()).onDemand!.trigger_id).toBe('')
    const own = await test.token('app', 'demo')
    expect(
      (await test.ask('GET', '/permissions/self', { token: own })).json.data.attributes.permissions
    ).toEqual({
      todos: { type: 'io.cozy.todos' }
    })
  })

  it('is left as it is while its source is, even if that was touched', async () => {
    await install()
    const before = (await call('GET', '/apps/demo')).text
    utimesSync(join(source, 'onTodo.js'), new Date(), new Date(0))
    expect((await call('GET', '/apps/demo')).text).toBe(before)
  })

  it('is taken up anew once its source has changed, and keeps the triggers that have not', async () => {
    await install()
    const before = (await call('GET', '/apps/demo')).json.data
    const added = { onNote: { type: 'node', file: 'onTodo.js', trigger: '@event io.cozy.notes:CREATED' } }
    write(
      { ...MANIFEST, version: '2.0.0', services: { ...MANIFEST.services, ...added } },
      { 'onTodo.js': '// new' }
    )
    const after = (await call('GET', '/apps/demo')).json.data
    expect(after.attributes.version).toMatch(/^2\.0\.0-/)
    expect(after.attributes.services.onTodo).toEqual(before.attributes.services.onTodo)
    expect(after.attributes.services.onNote.trigger_id).not.toBe('')
    const { installs, instances } = test.stack
    const [instance] = instances.list()
    const current = await installs.current(instance!, 'apps', 'demo')
    expect(fixturify.readSync(installs.folder(instance!, 'apps', current!))).toMatchObject({
      'onTodo.js': '// new'
    })
  })

  it('loses the trigger of a service that is gone', async () => {
    await install()
    write({ ...MANIFEST, services: {} })
    expect(await services()).toEqual({})
    expect((await call('GET', '/jobs/triggers?Worker=service')).json.data).toEqual([])
  })

  it('stays as it was while its source is gone or broken, and says so', async () => {
    await install()
    const before = (await call('GET', '/apps/demo')).text
    const warned: string[] = []
    test.stack.events.on('warning', text => warned.push(text))
    write('{ "name": ')
    expect((await call('GET', '/apps/demo')).text).toBe(before)
    rmSync(source, { recursive: true })
    expect((await call('GET', '/apps/demo')).text).toBe(before)
    expect(warned.join('\n')).toContain(
      `Failed to read ${source}/manifest.webapp: unexpected EOF. Run cozy-jobs validate to see all that is wrong.`
    )
  })

  it('is gone with all that came with it once it is uninstalled', async () => {
    await install()
    const own = await test.token('app', 'demo')
    const { installs, instances } = test.stack
    const [instance] = instances.list()
    const code = installs.folder(instance!, 'apps', (await installs.current(instance!, 'apps', 'demo'))!)
    expect((await call('DELETE', '/apps/demo')).status).toBe(200)
    expect((await call('GET', '/jobs/triggers?Worker=service')).json.data).toEqual([])
    expect(() => fixturify.readSync(code)).toThrow('ENOENT')
    expect((await test.ask('GET', '/data/io.cozy.todos/x', { token: own })).json.reason).toBe(
      'no permission doc for demo'
    )
  })

  it('is installed once, however many ask for it at once', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => install()))
    expect(answers.filter(({ event }) => event === 'state')).toHaveLength(1)
    expect((await call('GET', '/jobs/triggers?Worker=service')).json.data).toHaveLength(1)
  })

  it('gives its icon, and no file outside of it', async () => {
    fixturify.writeSync(folder, { 'secret.svg': 'secret' })
    await install()
    expect((await call('GET', '/apps/demo/icon')).text).toBe('<svg/>')
    write({ ...MANIFEST, icon: '../../../../secret.svg' })
    expect((await call('GET', '/apps/demo')).status).toBe(200)
    expect((await call('GET', '/apps/demo/icon')).status).toBe(404)
  })
})

describe('what can not be installed', () => {
  it.each([
    ['a manifest that is broken', '{ "name": ', 'Application manifest is invalid or malformed'],
    ['a manifest of the wrong types', { name: 1 }, 'Application manifest is invalid or malformed'],
    ['services that are none', { services: { a: 1 } }, 'Application manifest is invalid or malformed'],
    [
      'a doctype that is none',
      { permissions: { a: { type: 'No' } } },
      'code=403, message=No is not a valid doctype name'
    ],
    [
      'a konnector',
      { type: 'konnector' },
      '[demo] Manifest type is not valid for a webapp. Maybe you want to install a konnector?'
    ],
    [
      'a trigger that makes no sense',
      { services: { a: { type: 'node', file: 'a.js', trigger: '@cron nonsense' } } },
      'Trigger unparsable'
    ]
  ])('%s', async (_name, manifest, reason) => {
    write(manifest)
    expect(await install()).toEqual({ event: 'error', data: reason })
    expect((await call('GET', '/apps/demo')).json.errors[0].detail).toBe('Application is not installed')
    expect((await call('GET', '/jobs/triggers?Worker=service')).json.data).toEqual([])
  })

  it('a source folder that is absent', async () => {
    const answer = await call('POST', `/apps/demo?Source=file://${source}/nowhere`)
    expect([answer.status, answer.json.errors[0].detail]).toEqual([
      404,
      'Application manifest is not reachable'
    ])
  })

  it('a folder without a manifest', async () => {
    mkdirSync(join(source, 'empty'))
    const answer = await call('POST', `/apps/demo?Source=file://${source}/empty`)
    expect([answer.status, answer.json.errors[0].detail]).toEqual([
      404,
      'Application manifest is not reachable'
    ])
  })

  it('by an app', async () => {
    await install()
    const own = await test.token('app', 'demo')
    expect((await test.ask('POST', `/apps/other?Source=file://${source}`, { token: own })).status).toBe(403)
  })
})

describe('the archive of a konnector', () => {
  it('holds its files', async () => {
    fixturify.writeSync(source, {
      'manifest.konnector': JSON.stringify({ slug: 'kon', type: 'konnector', version: '1.0.0' }),
      'index.js': 'console.log(1)',
      '.git': { HEAD: 'ref' }
    })
    await call('POST', `/konnectors/kon?Source=file://${source}`, { accept: 'text/event-stream' })
    const { installs, instances } = test.stack
    const [instance] = instances.list()
    const konnector = await installs.current(instance!, 'konnectors', 'kon')
    const { tarball } = await import('./tarball.js')
    const archive = gunzipSync(await tarball(installs.folder(instance!, 'konnectors', konnector!))).toString()
    expect(archive).toContain('index.js')
    expect(archive).toContain('console.log(1)')
    expect(archive).not.toContain('HEAD')
    await call('DELETE', '/konnectors/kon')
  })
})

describe('what can not be stored', () => {
  const triggers = async (): Promise<string[]> =>
    (await call('GET', '/jobs/triggers?Worker=service')).json.data.map(
      (trigger: { id: string }) => trigger.id
    )
  const own = async (): Promise<unknown> =>
    (await test.ask('GET', '/permissions/self', { token: await test.token('app', 'demo') })).json.data
      ?.attributes?.permissions

  it('leaves nothing where it was to be installed', async () => {
    write({ ...MANIFEST, _odd: 1 })
    expect((await install()).event).toBe('error')
    expect(await triggers()).toEqual([])
    write(MANIFEST)
    expect((await install()).event).toBe('state')
  })

  it('leaves what was there where it was to be updated: triggers, permissions and code', async () => {
    await install()
    const before = {
      triggers: await triggers(),
      own: await own(),
      app: (await call('GET', '/apps/demo')).text
    }
    const services = { onNote: { type: 'node', file: 'onTodo.js', trigger: '@event io.cozy.notes:CREATED' } }
    write({ ...MANIFEST, _odd: 1, services, permissions: { notes: { type: 'io.cozy.notes' } } })
    const answer = await call('PUT', '/apps/demo', { accept: 'text/event-stream' })
    expect(lastEvent(answer).event).toBe('error')
    expect({
      triggers: await triggers(),
      own: await own(),
      app: (await call('GET', '/apps/demo')).text
    }).toEqual(before)
    const { installs, instances } = test.stack
    const [instance] = instances.list()
    const code = installs.folder(instance!, 'apps', (await installs.find(instance!, 'apps', 'demo'))!)
    expect(fixturify.readSync(join(code, '..'))).toEqual({ [code.split('/').at(-1)!]: expect.anything() })
  })
})

describe('an app that asks for more', () => {
  it('gets it at once from the folder of its developer, unless that says no', async () => {
    await install()
    const permissions = { notes: { type: 'io.cozy.notes' } }
    write({ ...MANIFEST, version: '2.0.0', permissions })
    await call('PUT', '/apps/demo?PermissionsAcked=false', { accept: 'text/event-stream' })
    expect((await call('GET', '/apps/demo')).json.data.attributes).toMatchObject({
      state: 'ready',
      version: expect.stringMatching(/^1\.0\.0-/),
      available_version: '2.0.0'
    })
    await call('PUT', '/apps/demo', { accept: 'text/event-stream' })
    const { attributes } = (await call('GET', '/apps/demo')).json.data
    expect(attributes).toMatchObject({ version: expect.stringMatching(/^2\.0\.0-/), permissions })
    expect(attributes).not.toHaveProperty('available_version')
  })

  it('tells of its state once where it waits', async () => {
    await install()
    write({ ...MANIFEST, terms: { url: 'https://example.org', version: '1' } })
    const { text } = await call('PUT', '/apps/demo', { accept: 'text/event-stream' })
    expect(text.match(/event: /g)).toHaveLength(1)
    expect(text).toContain('"state":"ready"')
    expect((await call('PUT', '/apps/demo')).status).toBe(202)
    await call('PUT', '/apps/demo?PermissionsAcked=true', { accept: 'text/event-stream' })
    expect((await call('GET', '/apps/demo')).json.data.attributes.terms.version).toBe('1')
  })
})

describe('the code of an app', () => {
  it('stays where a job that has just begun looks for it, while a new one takes its place', async () => {
    await install()
    const { installs, instances } = test.stack
    const [instance] = instances.list()
    const folderNow = async (): Promise<string> =>
      installs.folder(instance!, 'apps', (await installs.current(instance!, 'apps', 'demo'))!)
    const before = await folderNow()
    write(MANIFEST, { 'onTodo.js': '// new' })
    expect(await folderNow()).not.toBe(before)
    expect(fixturify.readSync(before)).toMatchObject({ 'onTodo.js': '// nothing to do' })
  })
})

describe('an app that an OAuth client is linked to', () => {
  it('is not uninstalled', async () => {
    await install()
    const [instance] = test.stack.instances.list()
    const { documents } = instance!
    const client = await documents.put('io.cozy.oauth.clients', { software_id: 'registry://demo' })
    const answer = await call('DELETE', '/apps/demo')
    expect([answer.status, answer.json.errors[0].detail]).toEqual([
      400,
      'A linked OAuth client exists for this app'
    ])
    await documents.remove('io.cozy.oauth.clients', client._id, client._rev)
    expect((await call('DELETE', '/apps/demo')).status).toBe(200)
  })
})

describe('the list', () => {
  it('goes page by page', async () => {
    for (const slug of ['a', 'b', 'c']) await install(slug)
    const first = (await call('GET', '/apps/?limit=2')).json
    expect(first.data.map((app: { id: string }) => app.id)).toEqual(['io.cozy.apps/a', 'io.cozy.apps/b'])
    const { pathname, search } = new URL(first.links.next)
    const next = (await call('GET', pathname + search)).json
    expect(next.data.map((app: { id: string }) => app.id)).toEqual(['io.cozy.apps/c'])
    expect(next.links?.next).toBeUndefined()
    for (const slug of ['a', 'b', 'c']) await call('DELETE', `/apps/${slug}`)
  })
})
