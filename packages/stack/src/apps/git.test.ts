import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fixturify from 'fixturify'
import { commit, startGitDaemon } from '../testing/git-daemon.js'
import { startTestStack, type Answer, type TestStack } from '../testing/test-stack.js'

let folder: string
let daemon: Awaited<ReturnType<typeof startGitDaemon>>
let test: TestStack
let token: string
let repository: string
let source: string
const lines: string[] = []

const MANIFEST = { name: 'Demo', slug: 'demo', type: 'webapp', version: '1.0.0' }
const files = (more: object = {}): fixturify.DirJSON => ({
  'manifest.webapp': JSON.stringify({ ...MANIFEST, ...more }),
  'index.html': '<p>demo</p>'
})

const call = (method: string, path: string): Promise<Answer> =>
  test.ask(method, path, { token, headers: { accept: 'text/event-stream' } })

const send = (method: string, from?: string): Promise<Answer> =>
  call(method, `/apps/demo${from === undefined ? '' : `?Source=${encodeURIComponent(from)}`}`)

const installed = async () => {
  const [instance] = test.stack.instances.list()
  const app = (await test.stack.installs.find(instance!, 'apps', 'demo'))!
  return { app, code: app && test.stack.installs.folder(instance!, 'apps', app) }
}

const leftBehind = (): string[] =>
  readdirSync(tmpdir()).filter(name => name.startsWith(`cozy-jobs-git-${process.pid}.`))

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'git-'))
  daemon = await startGitDaemon(folder)
  test = await startTestStack({ log: line => void lines.push(line) })
  token = await test.cli('io.cozy.apps io.cozy.konnectors')
})

afterAll(async () => {
  await test.stack.close()
  await daemon.close()
  rmSync(folder, { recursive: true })
})

beforeEach(async () => {
  await call('DELETE', '/apps/demo')
  repository = mkdtempSync(join(folder, 'repository-'))
  source = `${daemon.url}/${repository.slice(folder.length + 1)}`
  lines.length = 0
})

describe('an app of a repository', () => {
  it('is installed from main, its commit behind its version', async () => {
    const sha = commit(repository, 'main', files())
    expect((await send('POST', source)).text).toContain('"state":"ready"')
    const { app, code } = await installed()
    expect(app).toMatchObject({ version: `1.0.0-${sha}`, source, state: 'ready' })
    expect(Object.keys(fixturify.readSync(code))).toEqual(['index.html', 'manifest.webapp'])
    expect(leftBehind()).toEqual([])
  })

  it('is installed from master where there is no main, and from the branch that is named', async () => {
    commit(repository, 'master', files())
    commit(repository, 'build', files({ version: '2.0.0' }))
    await send('POST', source)
    expect((await installed()).app.version).toMatch(/^1\.0\.0-[0-9a-f]{40}$/)
    await send('PUT', `${source}#build`)
    expect((await installed()).app).toMatchObject({
      version: expect.stringMatching(/^2\.0\.0-/),
      source: `${source}#build`
    })
  })

  it('takes up a new commit with an update, and asks before it takes more', async () => {
    commit(repository, 'main', files())
    await send('POST', source)
    const sha = commit(repository, 'main', files({ version: '1.1.0' }))
    await send('PUT')
    expect((await installed()).app.version).toBe(`1.1.0-${sha}`)
    commit(repository, 'main', files({ version: '1.2.0', permissions: { files: { type: 'io.cozy.files' } } }))
    await send('PUT')
    expect((await installed()).app).toMatchObject({ version: `1.1.0-${sha}`, available_version: '1.2.0' })
    await call('PUT', '/apps/demo?PermissionsAcked=true')
    expect((await installed()).app.version).toMatch(/^1\.2\.0-/)
    expect((await installed()).app).not.toHaveProperty('available_version')
  })

  it('keeps its links within, and none that leads outside', async () => {
    writeFileSync(join(folder, 'secret'), 'secret')
    commit(repository, 'main', files())
    symlinkSync('index.html', join(repository, 'same.html'))
    commit(repository, 'main', {})
    await send('POST', source)
    expect(fixturify.readSync((await installed()).code)).toMatchObject({ 'same.html': '<p>demo</p>' })
    for (const target of [join(folder, 'secret'), '/etc/passwd', '.git/config']) {
      symlinkSync(target, join(repository, 'out'))
      commit(repository, 'main', {})
      expect((await send('PUT')).text).toContain('leads outside')
      expect(fixturify.readSync((await installed()).code)).not.toHaveProperty('out')
      rmSync(join(repository, 'out'))
    }
    expect(leftBehind()).toEqual([])
  })

  it('that has a hook or a manifest elsewhere is no harm', async () => {
    commit(repository, 'main', { 'index.html': 'x' })
    symlinkSync('/etc/hostname', join(repository, 'manifest.webapp'))
    commit(repository, 'main', {})
    expect((await send('POST', source)).text).toContain('leads outside')
    expect((await installed()).app).toBeUndefined()
  })
})

describe('a repository that can not be read', () => {
  it('is not reachable, and the log says why', async () => {
    for (const [from, why] of [
      [`${daemon.url}/nothere`, 'access denied or repository not exported'],
      [`${source}#other`, 'it has no branch other'],
      [
        'git+ssh://git@127.0.0.1:1/x',
        'Could not read from remote repository|correct access rights|repository exists'
      ],
      ['git://127.0.0.1:1/x', 'unable to connect|Connection refused']
    ] as const) {
      if (from.startsWith(source)) commit(repository, 'main', files())
      const answer = await test.ask('POST', `/apps/demo?Source=${encodeURIComponent(from)}`, { token })
      expect([answer.status, answer.json.errors[0].detail]).toEqual([
        404,
        'Application manifest is not reachable'
      ])
      expect(lines.join('\n')).toMatch(new RegExp(`Failed to fetch .*(${why})`))
    }
  })

  it('is told of without what is secret in its address', async () => {
    const from = 'git+https://me:pa55word@127.0.0.1:1/x'
    const { text } = await send('POST', from)
    expect(`${text} ${lines.join('\n')}`).not.toContain('pa55word')
    expect(lines.join('\n')).toContain('Failed to fetch https://127.0.0.1:1/x')
  })

  it('is given up when the stack ends', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const asked = once(silent, 'connection')
    const other = await startTestStack()
    const { port } = silent.address() as AddressInfo
    const answer = other
      .ask('POST', `/apps/demo?Source=git://127.0.0.1:${port}/x`, { token: await other.cli('io.cozy.apps') })
      .catch(() => undefined)
    const [socket] = (await asked) as [Socket]
    const closed = once(socket, 'close')
    socket.resume()
    await other.stack.close()
    await closed
    await answer
    silent.close()
    expect(leftBehind()).toEqual([])
  })
})
