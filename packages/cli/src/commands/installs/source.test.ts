import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startStack, type RunningStack } from '@cozy-jobs/stack'
import fixturify from 'fixturify'
import { runCli } from '../../testing/run-cli.js'
import { folderOf, sampleJob } from '../../testing/sample-job.js'
import { onBuildBranch } from './source.js'

let folder: string
let daemon: ChildProcess
let url: string
let stack: RunningStack

const git = (...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@localhost', ...args], {
    cwd: join(folder, 'repository'),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore']
  })

const listens = async (port: number): Promise<boolean> => {
  const socket = connect(port, '127.0.0.1')
  const [listening] = await Promise.race([
    once(socket, 'connect').then(() => [true]),
    once(socket, 'error').then(() => [false])
  ]).catch(() => [false])
  socket.destroy()
  return listening ?? false
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'repositories-'))
  fixturify.writeSync(folder, {
    repository: {
      'manifest.webapp':
        '{"name":"Todos","slug":"todos","type":"webapp","version":"1.0.0","editor":"Somebody"}'
    }
  })
  git('init', '--quiet', '--initial-branch=main')
  git('add', '--all')
  git('commit', '--quiet', '--message=first')
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  daemon = spawn(
    join(git('--exec-path').trim(), 'git-daemon'),
    ['--export-all', '--listen=127.0.0.1', `--port=${port}`, `--base-path=${folder}`, folder],
    { stdio: 'ignore' }
  )
  while (!(await listens(port))) expect(daemon.exitCode).toBeNull()
  url = `git://127.0.0.1:${port}/repository`
  stack = await startStack({ port: 0, adminPort: 0, data: 'memory' })
})

afterAll(async () => {
  await stack.close()
  const gone = once(daemon, 'exit')
  daemon.kill()
  await gone
  rmSync(folder, { recursive: true })
})

const cli = (line: string) =>
  runCli([...line.split(' '), '--domain', stack.domain, '--admin-port', new URL(stack.adminUrl).port])

describe('a folder', () => {
  it('of sources is installed, as the stack does, and it is said which programs it lacks', async () => {
    const job = sampleJob()
    const said = (lacks: string) => `${lacks} not there: what the stack is to run fails. `
    const sources = await cli(`apps install sources ${job}`)
    expect(sources.code).toBe(0)
    expect(sources.err).toContain(`${said('onTodo.js, fails.js are')}Give ${join(job, 'build')} instead.\n`)
    const built = await cli(`apps update sources ${job}/build`)
    expect({ code: built.code, said: built.err.includes('not there') }).toEqual({ code: 0, said: false })
    rmSync(join(job, 'build/fails.js'))
    expect((await cli(`apps update sources ${job}/build`)).err).toContain(
      `${said('fails.js is')}Build it again with "cozy-jobs build".\n`
    )
  })

  it('of a konnector lacks its index.js', async () => {
    const manifest = '{"name":"K","slug":"k","type":"konnector","version":"1.0.0","editor":"Somebody"}'
    const { code, err } = await cli(`konnectors install k ${folderOf({ 'manifest.konnector': manifest })}`)
    expect(code).toBe(0)
    expect(err).toContain(
      'index.js is not there: what the stack is to run fails. Build it with "cozy-jobs build", then give its folder build/.\n'
    )
  })
})

describe('a repository', () => {
  it('is installed from its branch build where it has one, which is said', async () => {
    expect((await cli(`apps install todos ${url}`)).out).toContain(`from ${url}\n`)
    git('branch', 'build')
    const updated = await cli(`apps update todos ${url}`)
    expect(updated.code).toBe(0)
    expect(updated.err).toContain('Taking its branch "build". Write #main behind the address for another.')
    expect(updated.out).toContain(`from ${url}#build\n`)
    expect((await cli(`apps update todos ${url}#main`)).err).not.toContain('build')
  })

  it('that can not be reached is left to the stack, which says so', async () => {
    const { code, err } = await cli('apps install other git://127.0.0.1:1/x')
    expect({ code, err }).toEqual({
      code: 1,
      err: 'Failed to install other: Application manifest is not reachable. Look at its address; the log of the stack says more.\n'
    })
  })

  it.each([
    [
      'apps install other ftp://127.0.0.1/x',
      'Invalid or not supported source scheme. Give a folder, or a URL'
    ],
    [
      'apps install other registry://x',
      'Application manifest is not reachable. Look at its address; the log'
    ],
    [
      'apps update other',
      'Application is not installed. Look for a typo: "cozy-jobs apps ls" lists what is there.'
    ]
  ])('%j says what to do', async (line, message) => {
    const { code, err } = await cli(line)
    expect(code).toBe(1)
    expect(err).toContain(message)
  })

  it.each(['git://host.test/x#main', 'https://host.test/x.tgz', 'registry://x/beta', 'file:///x'])(
    '%s is left as it is',
    async source => {
      const said: string[] = []
      expect(await onBuildBranch(source, {}, line => said.push(line))).toBe(source)
      expect(said).toEqual([])
    }
  )
})
