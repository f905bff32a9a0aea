import { afterAll, afterEach, describe, expect, it } from '@jest/globals'
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, cpSync, openSync, readFileSync } from 'node:fs'
import { request, type IncomingMessage } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ALIASES } from './registry/commands.js'
import { folderOf } from './testing/sample-job.js'

const BIN = fileURLToPath(new URL('../bin/', import.meta.url))

const children: ChildProcess[] = []

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

interface Run {
  child: ChildProcess
  /** Settled with the first line of the standard output. */
  firstLine: Promise<string>
  /** Settled once it has ended. */
  ended: Promise<{ code: number | null; out: string; err: string }>
}

function start(bin: string, args: string[], folder = BIN): Run {
  const child = spawn(process.execPath, [join(folder, bin), ...args], {
    env: { HOME: '/nowhere', COZY_PASSPHRASE: 'a-secret' }
  })
  children.push(child)
  let [out, err] = ['', '']
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const firstLine = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString()
      if (out.includes('\n')) resolve(out.split('\n')[0] ?? '')
    })
    child.on('close', () => reject(new Error(`ended without a line: ${err}`)))
  })
  // Only some tests wait for the line; those that wait for the end see the rest.
  firstLine.catch(() => undefined)
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, out, err }))
  return { child, firstLine, ended }
}

const MEMORY = ['stack', '--memory', '--port', '0', '--admin-port', '0', '--json']

describe('the process of a stack', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'tells where it listens, and ends with 0 at %s',
    async signal => {
      const { child, firstLine, ended } = start('cozy-jobs.js', MEMORY)
      const { url, adminUrl, data } = JSON.parse(await firstLine) as Record<string, string | null>
      expect(url).toMatch(/^http:\/\/cozy\.localhost:\d+\/$/)
      expect(data).toBeNull()
      const { port } = new URL(adminUrl ?? '')
      const token = await start('cozy-jobs.js', [
        'token',
        'cli',
        'io.cozy.files',
        '--domain',
        url ?? '',
        '--admin-port',
        port
      ]).ended
      expect(token).toEqual({ code: 0, out: expect.stringMatching(/^\S+\n$/), err: '' })
      child.kill(signal)
      const { code, out, err } = await ended
      expect({ code, lines: out.split('\n').length, secret: (out + err).includes('a-secret') }).toEqual({
        code: 0,
        lines: 2,
        secret: false
      })
    }
  )

  it('says that a port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const { code, out, err } = await start('cozy-jobs.js', [
      'stack',
      '--memory',
      '--port',
      String(port),
      '--admin-port',
      '0'
    ]).ended
    server.close()
    expect({ code, out, err }).toEqual({
      code: 1,
      out: '',
      err: `Failed to listen on port ${port}: it is taken. Give another with --port, or end the process that has it.\n`
    })
  })

  it('says that another process has the data folder', async () => {
    const folder = folderOf({})
    const args = ['stack', '--data', folder, '--port', '0', '--admin-port', '0', '--json']
    const first = start('cozy-jobs.js', args)
    await first.firstLine
    const { code, err } = await start('cozy-jobs.js', args).ended
    expect(code).toBe(1)
    expect(err).toMatch(/^Failed to /)
    expect(err).toContain(folder)
  })
})

describe('where what is written finds no room', () => {
  const full = openSync('/dev/full', 'w')
  afterAll(() => closeSync(full))

  it('an answer fails in words', async () => {
    const { status, stderr } = spawnSync(process.execPath, [join(BIN, 'cozy-jobs.js'), 'help'], {
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8'
    })
    expect([status, stderr]).toEqual([
      1,
      'Failed to write the answer: ENOSPC: no space left on device, write. Make room, or have it written elsewhere.\n'
    ])
  })

  it('a stack goes on without its log', async () => {
    const child = spawn(process.execPath, [join(BIN, 'cozy-jobs.js'), ...MEMORY], {
      env: { HOME: '/nowhere' },
      stdio: ['ignore', 'pipe', full]
    })
    children.push(child)
    const { url, adminUrl } = JSON.parse(String((await once(child.stdout!, 'data'))[0])) as Record<
      string,
      string
    >
    const { host, port } = new URL(url!)
    const asked = new URLSearchParams({ Domain: host, Audience: 'cli', Scope: 'io.cozy.jobs' }).toString()
    const token = await (await fetch(`${adminUrl}instances/token?${asked}`, { method: 'POST' })).text()
    const queue = request({
      host: '127.0.0.1',
      port,
      path: '/jobs/queue/log',
      method: 'POST',
      headers: { host, authorization: `Bearer ${token}` }
    })
    queue.end('{"data":{"attributes":{"arguments":"a line for the log"}}}')
    const [answer] = (await once(queue, 'response')) as [IncomingMessage]
    expect(answer.statusCode).toBe(202)
    answer.resume()
    let state = ''
    while (state !== 'done') {
      const { runs } = (await (await fetch(`${adminUrl}runs`)).json()) as { runs: { state: string }[] }
      state = runs[0]?.state ?? ''
    }
    child.kill('SIGTERM')
    expect((await once(child, 'exit'))[0]).toBe(0)
  })
})

describe('the bins', () => {
  it.each(['cozy-jobs.js', ...ALIASES.map(({ name }) => `${name}.js`)])(
    '%s begins with a line for the shell',
    bin => {
      expect(readFileSync(join(BIN, bin), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
    }
  )

  it.each([
    ['cozy-run-dev', '[BUILT]', '-t, --token FILE'],
    ['cozy-konnector-dev', '[FILE]', '-a, --create-account'],
    ['cozy-konnector-standalone', '[FILE]', '--replay'],
    ['cozy-run-standalone', '[FILE]', '--record'],
    ['cozy-konnector-shell', '[FILE]', '.exit']
  ])('%s has a help of its own', async (name, argument, option) => {
    const { code, out } = await start(`${name}.js`, ['--help']).ended
    expect(code).toBe(0)
    expect(out).toContain(`Usage: ${name} ${argument}`)
    expect(out).toContain(option)
  })

  it('say what to run where nothing is compiled', async () => {
    const folder = folderOf({ 'package.json': '{ "type": "module" }' })
    cpSync(BIN, join(folder, 'bin'), { recursive: true })
    expect(await start('cozy-jobs.js', ['help'], join(folder, 'bin')).ended).toEqual({
      code: 2,
      out: '',
      err: `Failed to start cozy-jobs: it is not compiled (${join(folder, 'dist/index.js')} is absent). Run "npm run build" at the root of the workspace.\n`
    })
  })
})
