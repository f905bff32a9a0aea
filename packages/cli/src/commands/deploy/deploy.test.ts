import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startStack, type RunningStack } from '@cozy-jobs/stack'
import { startGitDaemon } from '@cozy-jobs/stack/testing/git-daemon'
import { runCli, type CliResult } from '../../testing/run-cli.js'
import { sampleJob } from '../../testing/sample-job.js'

let folder: string
let job: string
let daemon: Awaited<ReturnType<typeof startGitDaemon>>

const env = (): Record<string, string | undefined> => ({
  PATH: process.env['PATH'],
  HOME: folder,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Test',
  GIT_AUTHOR_EMAIL: 'test@localhost',
  GIT_COMMITTER_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@localhost'
})

const git = (cwd: string, ...args: string[]): string =>
  execFileSync('git', args, { cwd, env: env(), encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim()

const cli = (line: string): Promise<CliResult> => runCli(line, { cwd: job, env: env() })

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cozy-jobs-deploy-cli-'))
  daemon = await startGitDaemon(folder, { pushes: true })
})

afterAll(async () => {
  await daemon.close()
  rmSync(folder, { recursive: true })
})

beforeEach(() => {
  job = sampleJob({ '.gitignore': 'build\n' })
  rmSync(join(folder, 'remote.git'), { recursive: true, force: true })
  git(folder, 'init', '--quiet', '--bare', 'remote.git')
  git(job, 'init', '--quiet', '--initial-branch=main')
  git(job, 'add', '--all')
  git(job, 'commit', '--quiet', '--message=Todos')
  git(job, 'remote', 'add', 'origin', `${daemon.url}/remote.git`)
})

afterEach(() => rmSync(job, { recursive: true, force: true }))

describe('deploy', () => {
  let stack: RunningStack

  beforeAll(async () => {
    stack = await startStack({ port: 0, adminPort: 0, data: 'memory' })
  })

  afterAll(() => stack.close())

  it('ends with the command that a stack installs it by', async () => {
    const planned = await cli('deploy --no-build --dry-run')
    expect(planned).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Would deploy todos 1\.0\.0 to the branch build of origin /)
    })
    const { code, out } = await cli('deploy --no-build')
    expect(code).toBe(0)
    expect(out).toMatch(
      /^Deployed todos 1\.0\.0 to the branch build of origin .*: 5 files, .*, commit [0-9a-f]{10}\.\n/
    )
    const source = `${daemon.url}/remote.git#build`
    const [, install = ''] = /^ {2}cozy-jobs (.*)$/m.exec(out) ?? []
    expect(install).toBe(`apps install todos ${source}`)
    const where = `--domain ${stack.domain} --admin-port ${new URL(stack.adminUrl).port}`
    expect(await cli(`${install} ${where}`)).toMatchObject({ code: 0, out: expect.stringContaining(source) })
    expect((await cli('deploy --no-build')).out).toMatch(
      /^Nothing to deploy: the branch build of origin .* holds this build already\.\n/
    )
    expect((await cli('deploy --no-build --tag v1')).out).toMatch(/, tag v1, commit /)
    expect((await cli('deploy --no-build --tag v1')).out).toMatch(
      /^Nothing to deploy: .* holds this build already, and its tag v1 is there\.\n/
    )
  })

  it('quotes what a shell would run', async () => {
    const name = "a;echo'$HOME'"
    const { out } = await runCli(['deploy', '--no-build', '--dry-run', '--branch', name], {
      cwd: job,
      env: env()
    })
    const [, words = ''] = /^ {2}cozy-jobs apps install todos (.*)$/m.exec(out) ?? []
    expect(execFileSync('sh', ['-c', `printf %s ${words}`], { encoding: 'utf8' })).toBe(
      `${daemon.url}/remote.git#${name}`
    )
  })

  it('tells it as data', async () => {
    const { out } = await cli('deploy --no-build --json --branch other')
    expect(JSON.parse(out)).toMatchObject({
      state: 'deployed',
      branch: 'other',
      source: { commit: git(job, 'rev-parse', 'HEAD') },
      install: { source: `${daemon.url}/remote.git#other` }
    })
  })

  it('takes a wrong use for 2, and a failure for 1', async () => {
    expect(await cli('deploy --no-build --branch main')).toMatchObject({
      code: 2,
      err: expect.stringContaining(
        'Failed to deploy: "main" is no branch for builds: sources have this name.'
      )
    })
    git(job, 'remote', 'set-url', 'origin', 'git://127.0.0.1:1/remote.git')
    expect(await cli('deploy --no-build')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^Failed to deploy: origin .* is not reachable: /)
    })
  })

  it('deploys nothing whose manifest has an error', async () => {
    const file = join(job, 'manifest.webapp')
    writeFileSync(file, readFileSync(file, 'utf8').replace('@event io', '@evnt io'))
    const { code, err } = await cli('deploy --no-build')
    expect(code).toBe(1)
    expect(err).toContain('Failed to deploy: the manifest has errors. Mend them, as they are listed above.')
    expect(git(join(folder, 'remote.git'), 'for-each-ref')).toBe('')
  })
})

describe('publish', () => {
  let server: Server
  let base: string
  let archive: Buffer
  const posted: { path: string; authorization: string; body: Record<string, unknown> }[] = []

  beforeEach(async () => {
    posted.length = 0
    const inner = join(folder, 'archive')
    cpSync(join(job, 'build'), join(inner, 'todos-1'), { recursive: true })
    archive = execFileSync('tar', ['-czf', '-', '-C', inner, 'todos-1'])
    server = createServer((request, response) => {
      const { url = '', method } = request
      if (url === '/archive.tar.gz') return response.end(archive)
      if (method === 'GET') return response.writeHead(url === '/registry/todos' ? 200 : 404).end('{}')
      let text = ''
      request.on('data', (part: Buffer) => (text += part.toString()))
      return request.on('end', () => {
        posted.push({
          path: url,
          authorization: request.headers.authorization ?? '',
          body: JSON.parse(text) as Record<string, unknown>
        })
        response.writeHead(201).end()
      })
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })

  afterEach(async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  })

  const publish = (line: string, more: Record<string, string> = {}): Promise<CliResult> =>
    runCli(`publish --registry ${base} ${line}`, { cwd: job, env: { ...env(), ...more } })

  it('sends version, address and checksum with the token of an editor, which is never shown', async () => {
    writeFileSync(join(folder, 'token'), 'editors-token\n')
    const { code, out, err } = await publish(
      `--release 1.0.0 --url ${base}/archive.tar.gz --token-file ${join(folder, 'token')}`,
      { COZY_APP_PARAMETERS: '{"a":1}' }
    )
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain(`Published todos 1.0.0 in the channel stable of ${base}`)
    expect(out).toContain('cozy-jobs apps install todos registry://todos/stable')
    const sha256 = createHash('sha256').update(archive).digest('hex')
    expect(posted).toEqual([
      {
        path: '/registry/todos',
        authorization: 'Token editors-token',
        body: { version: '1.0.0', url: `${base}/archive.tar.gz`, sha256, parameters: { a: 1 } }
      }
    ])
  })

  it('takes version and address from the environment, or the commit', async () => {
    const more = { COZY_BUILD_URL: `${base}/archive.tar.gz`, REGISTRY_TOKEN: 'editors-token' }
    const commit = git(job, 'rev-parse', 'HEAD')
    const versions = []
    for (const variables of [
      {},
      { TRAVIS_TAG: 'v1.0.0' },
      { GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: '1.0.0-beta.2' },
      { COZY_APP_VERSION: '1.0.0-dev.abc' }
    ]) {
      const { out } = await publish('--json', { ...more, ...variables })
      versions.push((JSON.parse(out) as { version: string }).version)
    }
    expect(versions).toEqual([`1.0.0-dev.${commit}`, '1.0.0', '1.0.0-beta.2', '1.0.0-dev.abc'])
  })

  it('takes a wrong use for 2', async () => {
    expect(await publish(`--release 1 --url ${base}/archive.tar.gz`)).toMatchObject({
      code: 2,
      err: expect.stringContaining('"1" is no version that a registry knows')
    })
    expect(await publish(`--release 1.0.0 --url ${base}/archive.tar.gz`, { CI: 'true' })).toMatchObject({
      code: 2,
      err: expect.stringContaining('there is no token of an editor')
    })
    expect(await publish('--release 1.0.0')).toMatchObject({
      code: 2,
      err: expect.stringContaining('nobody knows where origin')
    })
    expect(posted).toEqual([])
  })
})
