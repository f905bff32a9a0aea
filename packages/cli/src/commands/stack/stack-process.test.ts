import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { folderOf, sampleJob } from '../../testing/sample-job.js'

const BIN = fileURLToPath(new URL('../../../bin/cozy-jobs.js', import.meta.url))

let folder: string
const children: ChildProcess[] = []

beforeEach(() => {
  folder = folderOf({ home: {} })
})

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

interface Started {
  child: ChildProcess
  /** Settled with what was printed to either stream so far, once it holds the text. */
  says(text: string): Promise<string>
  ended: Promise<{ code: number | null; out: string; err: string }>
}

const start = (args: string[]): Started => {
  const child = spawn(process.execPath, [BIN, ...args], {
    cwd: folder,
    env: { HOME: join(folder, 'home'), COZY_PASSPHRASE: 'a-secret' }
  })
  children.push(child)
  const texts = { out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => (texts.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (texts.err += chunk.toString()))
  const says = (text: string) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const all = texts.out + texts.err
        if (all.includes(text)) resolve(all)
      }
      child.stdout.on('data', look)
      child.stderr.on('data', look)
      child.once('close', () => reject(new Error(`It ended without "${text}": ${texts.out}${texts.err}`)))
      look()
    })
  return {
    child,
    says,
    ended: once(child, 'close').then(([code]) => ({ code: code as number | null, ...texts }))
  }
}

const write = (address: URL, token: string, body: object): Promise<number> =>
  new Promise((resolve, reject) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port: address.port,
        path: '/data/io.cozy.todos/',
        method: 'POST',
        headers: { host: address.host, authorization: `Bearer ${token}`, 'content-type': 'application/json' }
      },
      answer => {
        answer.resume()
        resolve(answer.statusCode ?? 0)
      }
    )
    asked.on('error', reject)
    asked.end(JSON.stringify(body))
  })

/** The documented script, with the whole path of Node: that of this machine may stand where no shell looks. */
const LAUNCHER = `#!/bin/bash

rundir="\${1}"
cd $rundir
${process.execPath} index.js | tee ~/launched.log
`

describe('a stack with a cozy.yaml', () => {
  it('reads the one in the home folder, runs its launcher, and writes each line of a job to services.log', async () => {
    const job = sampleJob()
    folder = folderOf({
      home: {
        '.cozy': {
          'launch.sh': LAUNCHER,
          'cozy.yaml':
            'port: 0\nadmin: { port: 0 }\nredis: {}\nkonnectors: { cmd: ../home/.cozy/launch.sh }\nfs: { url: "file://{{.Env.HOME}}/storage" }\n'
        }
      }
    })
    const [home, launcher] = [join(folder, 'home'), join(folder, 'home/.cozy/launch.sh')]
    chmodSync(launcher, 0o755)
    const stack = start(['stack', '--konnectors-cmd', launcher])
    const welcome = await stack.says('Ctrl-C')
    expect(welcome).toContain(`Data     ${home}/.cozy-jobs\n`)
    expect(welcome).toContain(`Files    ${home}/storage\n`)
    expect(welcome).toContain(`Config   ${home}/.cozy/cozy.yaml\n`)
    expect(welcome).toContain(`Ignored in ${home}/.cozy/cozy.yaml: redis.\n`)
    expect(welcome).toContain('which hides its exit code')
    const [, url = ''] = /(http:\/\/cozy\S+)/.exec(welcome) ?? []
    const [, adminPort = ''] = /127\.0\.0\.1:(\d+)/.exec(welcome) ?? []
    const target = ['--domain', new URL(url).host, '--admin-port', adminPort]
    expect(await start(['apps', 'install', 'todos', join(job, 'build'), ...target]).ended).toMatchObject({
      code: 0
    })
    const token = await start(['token', 'cli', 'io.cozy.todos', ...target]).ended
    expect(await write(new URL(url), token.out.trim(), { label: 'Milk', ready: true })).toBe(201)
    await stack.says('told of Milk')
    stack.child.kill('SIGHUP')
    expect(await stack.ended).toMatchObject({ code: 0 })
    expect(readFileSync(join(home, '.cozy-jobs/services.log'), 'utf8')).toMatch(
      /info +todos\/onTodo \w+: told of Milk\n/
    )
    expect(existsSync(join(home, 'storage/cozy-jobs'))).toBe(true)
  })

  it('says that its launcher is not there, and starts all the same', async () => {
    const stack = start([
      'stack',
      '--memory',
      '--port',
      '0',
      '--admin-port',
      '0',
      '--konnectors-cmd',
      './no.sh'
    ])
    expect(await stack.says('Ctrl-C')).toContain(
      `Failed to find the launcher ${folder}/no.sh (konnectors.cmd): it is not there, so every job will fail.`
    )
  })

  it.each([
    [['--config', 'no.yaml'], 2, 'Failed to read the configuration FOLDER/no.yaml: it is not there. Correct'],
    [['--host', '0.0.0.0'], 2, 'Failed to read host (--host): expected localhost, for this stack listens on'],
    [['--memory', '--fs-url', 'mem://'], 2, 'Failed to run "cozy-jobs stack": --memory and --fs-url exclude'],
    [
      ['--data', '/proc/no', '--port', '0', '--admin-port', '0'],
      1,
      "Failed to open the data folder /proc/no: ENOENT: no such file or directory, mkdir '/proc/no'. Choose a folder on a disk"
    ]
  ])('refuses %j with exit code %d', async (args, code, message) => {
    const { err, ...ended } = await start(['stack', ...args]).ended
    expect(ended).toEqual({ code, out: '' })
    expect(err.replaceAll(folder, 'FOLDER')).toContain(message)
  })

  it('has one lock for the folder of its files, too', async () => {
    const args = ['stack', '--port', '0', '--admin-port', '0', '--fs-url', `file://${folder}/files`, '--data']
    const first = start([...args, join(folder, 'one')])
    await first.says('Ctrl-C')
    expect(await start([...args, join(folder, 'two')]).ended).toEqual({
      code: 1,
      out: '',
      err: `Failed to open ${folder}/files: process ${first.child.pid} keeps its files there. Give another folder with --fs-url, or end that process.\n`
    })
  })

  it('prints an example that it can read', async () => {
    const { code, out, err } = await start(['stack', '--print-config']).ended
    expect({ code, err, first: out.split('\n')[0] }).toEqual({
      code: 0,
      err: '',
      first: '# The configuration of a stack, in the form that the real cozy-stack reads. Each value'
    })
  })
})

describe('the end of a stack', () => {
  it('comes at once at SIGTERM although a launcher has a job that never ends', async () => {
    // A connection that ends with the process that holds it.
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const connected = once(server, 'connection') as Promise<[Socket]>
    const { port } = server.address() as AddressInfo
    const job = folderOf({
      forever: {
        'manifest.webapp': JSON.stringify({
          name: 'Forever',
          slug: 'forever',
          type: 'webapp',
          permissions: {},
          services: { forever: { type: 'node', file: 'forever.js', trigger: '@in 1s' } }
        }),
        'forever.js': `require('node:net').connect(${port}, '127.0.0.1')`
      }
    })
    const launcher = join(folder, 'launch.sh')
    writeFileSync(launcher, LAUNCHER, { mode: 0o755 })
    const stack = start(['stack', '--port', '0', '--admin-port', '0', '--konnectors-cmd', launcher])
    const welcome = await stack.says('Ctrl-C')
    const [, url = ''] = /(http:\/\/cozy\S+)/.exec(welcome) ?? []
    const [, adminPort = ''] = /127\.0\.0\.1:(\d+)/.exec(welcome) ?? []
    const target = ['--domain', new URL(url).host, '--admin-port', adminPort]
    expect(await start(['apps', 'install', 'forever', join(job, 'forever'), ...target]).ended).toMatchObject({
      code: 0
    })
    const [socket] = await connected
    const closed = once(socket.resume(), 'close')
    stack.child.kill('SIGTERM')
    expect(await stack.ended).toMatchObject({ code: 0 })
    await closed
    await new Promise(done => server.close(done))
    expect(socket.destroyed).toBe(true)
  })
})
