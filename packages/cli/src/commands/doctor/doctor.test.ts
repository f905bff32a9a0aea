import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { CI_DEFAULTS, continuousIntegrationFiles } from '@cozy-jobs/deploy/continuous-integration'
import { installLoopbackNames } from '@cozy-jobs/env'
import { startStack, type RunningStack } from '@cozy-jobs/stack'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCli } from '../../testing/run-cli.js'
import { sampleJob } from '../../testing/sample-job.js'
import type { Finding } from './finding.js'

const root = mkdtempSync(join(tmpdir(), 'doctor-'))
const PATH = process.env['PATH'] ?? ''
let stack: RunningStack
let job: string
let env: Record<string, string>

beforeAll(async () => {
  installLoopbackNames()
  stack = await startStack({ port: 0, adminPort: 0, data: 'memory' })
})
afterAll(async () => {
  await stack.close()
  rmSync(root, { recursive: true, force: true })
})
beforeEach(() => {
  job = sampleJob({ 'cozy.yaml': 'port: 21790\nadmin:\n  port: 21791\n' })
  env = { PATH, HOME: mkdtempSync(join(root, 'home-')), COZY_URL: `http://${stack.domain}/` }
})

const doctor = async (words: readonly string[] = []) => {
  const { code, out } = await runCli(['doctor', '--json', ...words], { cwd: job, env })
  const { findings } = JSON.parse(out) as { findings: Finding[] }
  return { code, of: (name: string) => findings.filter(finding => finding.name === name), findings }
}

describe('the machine', () => {
  it('is told with Node, git and the ports, and nothing is broken', async () => {
    const { code, of, findings } = await doctor()
    expect(of('Node')).toEqual([{ name: 'Node', state: 'ok', found: process.versions.node }])
    expect(of('git')).toEqual([{ name: 'git', state: 'ok', found: expect.stringMatching(/^\d+\.\d+/) }])
    expect(of('Sandbox')).toHaveLength(1)
    expect(of('Stack')).toEqual([
      { name: 'Stack', state: 'ok', found: `http://${stack.domain}/ has version cozy-jobs-0.1.0` }
    ])
    expect(of('Token')).toEqual([
      { name: 'Token', state: 'ok', found: 'none is set; a stack on this machine gives its own' }
    ])
    expect(findings.filter(({ state }) => state === 'broken')).toEqual([])
    for (const { state, todo } of findings) expect(todo === undefined).toBe(state === 'ok')
    expect(code).toBe(0)
  })

  it('without git and npm is broken', async () => {
    env['PATH'] = mkdtempSync(join(root, 'path-'))
    const { code, of } = await doctor()
    expect(of('git')).toEqual([
      { name: 'git', state: 'broken', found: 'not there', todo: 'Install git 2.32 or newer.' }
    ])
    expect(of('Package manager')[0]).toMatchObject({ state: 'broken', found: 'npm is not there' })
    expect(code).toBe(1)
  })

  it('with an old git is warned of what needs a newer one', async () => {
    const folder = mkdtempSync(join(root, 'path-'))
    writeFileSync(join(folder, 'git'), '#!/bin/sh\necho git version 2.9.1\n', { mode: 0o755 })
    env['PATH'] = `${folder}:${PATH}`
    expect((await doctor()).of('git')).toEqual([
      {
        name: 'git',
        state: 'warning',
        found: '2.9.1',
        todo: '"cozy-jobs deploy" needs git 2.32: install a newer one.'
      }
    ])
  })

  it('tells who has taken a port, and a stack from another program', async () => {
    const server = createServer()
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
    const { port } = server.address() as AddressInfo
    server.on('connection', socket => socket.destroy())
    const stackPort = new URL(`http://${stack.domain}`).port
    writeFileSync(join(job, 'cozy.yaml'), `port: ${stackPort}\nadmin:\n  port: ${port}\n`)
    const { of } = await doctor()
    server.close()
    const owner = process.platform === 'linux' ? `(process ${process.pid})` : 'another program'
    expect(of(`Port ${port}`)).toEqual([
      expect.objectContaining({ state: 'warning', found: expect.stringContaining(owner) })
    ])
    expect(of(`Port ${stackPort}`)[0]).toMatchObject({
      state: 'ok',
      found: expect.stringContaining('a stack')
    })
  })

  it('says the link to make for a launcher whose shell finds no Node', async () => {
    const shell = join(job, 'sh')
    writeFileSync(shell, '#!/bin/bash\nPATH=/nowhere exec /bin/bash "$@"\n', { mode: 0o755 })
    const launcher = join(job, 'run.sh')
    writeFileSync(launcher, `#!${shell}\nnode "$1/index.js"\n`, { mode: 0o755 })
    writeFileSync(join(job, 'cozy.yaml'), `konnectors:\n  cmd: ${launcher}\n`)
    const { code, of } = await doctor()
    expect(of('Launcher')[0]).toMatchObject({ state: 'broken', found: launcher })
    expect(of('Launcher')[0]?.todo).toContain(`Run \`ln -s ${process.execPath} /usr/local/bin/node\``)
    expect(code).toBe(1)
  })
})

describe('the stack', () => {
  it('that is not there is a warning with what to type', async () => {
    env['COZY_URL'] = 'http://127.0.0.1:21792/'
    const { code, of } = await doctor()
    expect(of('Stack')).toEqual([
      {
        name: 'Stack',
        state: 'warning',
        found: 'http://127.0.0.1:21792/: nothing listens there',
        todo: 'Start a stack with "cozy-jobs stack".'
      }
    ])
    expect(of('Token')).toEqual([])
    expect(code).toBe(0)
  })

  it('is told without the login of its address, and an address that is none is said', async () => {
    env['COZY_URL'] = `http://me:pass-word@${stack.domain}/`
    const { of, findings } = await doctor()
    expect(of('Stack')[0]).toMatchObject({ state: 'ok' })
    expect(JSON.stringify(findings)).not.toContain('pass-word')
    env['COZY_URL'] = ':::'
    const { code, err } = await runCli('doctor', { cwd: job, env })
    expect(err).toContain('Failed to look at the stack: COZY_URL or --domain is no address.')
    expect(code).toBe(2)
  })

  it('that refuses the token makes it broken, and nobody sees the token', async () => {
    env['COZY_CREDENTIALS'] = 'not-a-token-of-this-stack'
    const { code, of, findings } = await doctor()
    expect(of('Token')[0]).toMatchObject({
      state: 'broken',
      found: expect.stringMatching(/^COZY_CREDENTIALS is refused/)
    })
    expect(JSON.stringify(findings)).not.toContain('not-a-token')
    expect(code).toBe(1)
  })

  it('that takes the token for something else finds it valid', async () => {
    const query = new URLSearchParams({
      Domain: stack.domain,
      Audience: 'cli',
      Subject: 'CLI',
      Scope: 'io.cozy.todos'
    })
    const answer = await fetch(new URL(`instances/token?${query.toString()}`, stack.adminUrl), {
      method: 'POST'
    })
    env['COZY_CREDENTIALS'] = (await answer.text()).trim()
    expect((await doctor()).of('Token')).toEqual([{ name: 'Token', state: 'ok', found: 'COZY_CREDENTIALS' }])
  })
})

describe('the job', () => {
  it('whose manifest has an error is broken', async () => {
    writeFileSync(join(job, 'manifest.webapp'), '{ "slug": 3 }')
    const { code, of } = await doctor()
    expect(of('Manifest')[0]).toMatchObject({
      state: 'broken',
      found: expect.stringMatching(/^\d+ errors?$/)
    })
    expect(code).toBe(1)
  })

  it('whose sources are newer than its build is told to build', async () => {
    const before = new Date(Date.now() - 60_000)
    utimesSync(join(job, 'build/manifest.webapp'), before, before)
    expect((await doctor()).of('Build')).toEqual([
      { name: 'Build', state: 'warning', found: 'older than the sources', todo: 'Run "cozy-jobs build .".' }
    ])
    rmSync(join(job, 'build'), { recursive: true })
    expect((await doctor()).of('Build')[0]).toMatchObject({ found: 'not built' })
  })

  it('whose packages are not installed is broken', async () => {
    const install = (name: string) => {
      const place = join(job, 'node_modules', name)
      mkdirSync(place, { recursive: true })
      writeFileSync(join(place, 'package.json'), '{}')
    }
    const name = 'Packages'
    expect((await doctor()).of(name)).toEqual([])
    const packages = {
      dependencies: { '@some/one': '1', two: '1' },
      devDependencies: { three: '1', four: '1' }
    }
    writeFileSync(join(job, 'package.json'), JSON.stringify(packages))
    const none = await doctor()
    expect(none.code).toBe(1)
    expect(none.of(name)).toEqual([
      {
        name,
        state: 'broken',
        found: '4 of 4 are not installed: @some/one, two, three and 1 more',
        todo: 'Run "npm install".'
      }
    ])
    writeFileSync(join(job, 'yarn.lock'), '')
    install('@some/one')
    install('three')
    expect((await doctor()).of(name)).toEqual([
      { name, state: 'broken', found: '2 of 4 are not installed: two, four', todo: 'Run "yarn install".' }
    ])
    install('two')
    expect((await doctor()).of(name)[0]).toMatchObject({
      state: 'warning',
      found: '1 of 4 are not installed: four'
    })
    install('four')
    expect((await doctor()).of(name)).toEqual([{ name, state: 'ok', found: '4 of package.json are there' }])
    writeFileSync(join(job, 'package.json'), '{')
    expect((await doctor()).of(name)[0]).toMatchObject({
      state: 'broken',
      found: 'package.json cannot be read'
    })
  })

  it('is named where a workspace has several', async () => {
    const workspace = mkdtempSync(join(root, 'workspace-'))
    mkdirSync(join(workspace, 'apps'))
    for (const name of ['one', 'two']) symlinkSync(sampleJob(), join(workspace, 'apps', name))
    job = workspace
    const { of } = await doctor()
    expect(of('Manifest of apps/one')).toHaveLength(1)
    expect(of('Build of apps/two')).toHaveLength(1)
  })

  it('whose manifest is no file, or which has two, is broken', async () => {
    rmSync(join(job, 'manifest.webapp'))
    mkdirSync(join(job, 'manifest.webapp'))
    expect((await doctor()).of('Manifest')).toEqual([
      expect.objectContaining({ state: 'broken', found: 'cannot be read' })
    ])
    writeFileSync(join(job, 'manifest.konnector'), '{}')
    const { code, of } = await doctor()
    expect(of('Manifest')).toEqual([expect.objectContaining({ state: 'broken', found: 'cannot be read' })])
    expect(code).toBe(1)
  })

  it('that is not there is refused', async () => {
    const { code, err } = await runCli('doctor nowhere', { cwd: job, env })
    expect(err).toContain('Failed to look at the job: there is no folder nowhere.')
    expect(code).toBe(2)
  })
})

describe('continuous integration', () => {
  const put = (path: string, text: string) => {
    mkdirSync(join(job, path, '..'), { recursive: true })
    writeFileSync(join(job, path), text)
  }

  it('is up to date, outdated, of the person, or not there', async () => {
    execFileSync('git', ['init', '-q'], { cwd: job })
    const name = 'Continuous integration'
    expect((await doctor()).of(name)[0]).toMatchObject({ state: 'warning', found: 'no files of it' })
    const files = continuousIntegrationFiles({ ...CI_DEFAULTS, providers: ['github', 'travis'] })
    for (const [path, text] of Object.entries(files)) put(path, text)
    expect((await doctor()).of(name)).toEqual([
      { name, state: 'ok', found: '.github/workflows/ci.yml is up to date' },
      { name, state: 'ok', found: '.travis.yml is up to date' }
    ])
    rmSync(join(job, '.git'), { recursive: true })
    expect((await doctor()).of(name)).toHaveLength(2)
    put('.travis.yml', 'language: node_js\n')
    put('.github/workflows/ci.yml', `${files['.github/workflows/ci.yml'] ?? ''}# more\n`)
    expect((await doctor()).of(name).map(({ state, found }) => `${state}: ${found}`)).toEqual([
      'warning: .github/workflows/ci.yml is not what would be made today',
      'ok: .travis.yml is your own'
    ])
    rmSync(join(job, '.travis.yml'))
    mkdirSync(join(job, '.travis.yml'))
    expect((await doctor()).of(name)).toHaveLength(1)
  })
})

it('for a person it says what to do below each finding', async () => {
  env['PATH'] = mkdtempSync(join(root, 'path-'))
  const { out } = await runCli('doctor', { cwd: job, env })
  expect(out).toMatch(/^broken {3}git +not there\n +→ +Install git 2\.32 or newer\.$/m)
  expect(out).toMatch(/\d+ ok, \d+ to look at, 2 broken\n$/)
})
