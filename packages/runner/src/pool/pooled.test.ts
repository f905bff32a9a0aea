import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Launcher } from '../launcher.js'
import { plainLauncher } from '../profiles/plain.js'
import { hasEnded, isRunning } from '../testing/is-running.js'
import { makeTestPrograms, REQUEST, type TestPrograms } from '../testing/test-programs.js'
import { pooledLauncher } from './pooled.js'

const DIST = fileURLToPath(new URL('../../dist', import.meta.url))

/**
 * Everything that a program can see of how it was started, but its number, its age, its folder's last letters, and how
 * many signals wait for all processes of its user together (`SigQ`).
 */
const LOOK = `
const fs = require('fs')
const { Worker } = require('worker_threads')
const { execFileSync, fork } = require('child_process')
const home = process.cwd()
const plain = text => String(text).split(home).join('HOME').replace(/\\[\\d+\\]/g, '[n]')
const names = thing => Reflect.ownKeys(thing).map(String)
const descriptors = () =>
  fs.readdirSync('/proc/self/fd').flatMap(fd => {
    try { return [fd + ' ' + plain(fs.readlinkSync('/proc/self/fd/' + fd))] } catch { return [] }
  })
const look = {
  environment: Object.entries(process.env),
  argv: process.argv.map(plain), argv0: process.argv0, execArgv: process.execArgv, execPath: process.execPath,
  cwd: plain(process.cwd()), pwd: plain(execFileSync('/bin/pwd', [], { env: {} })),
  descriptors: descriptors(), input: fs.readFileSync(0).length, inputFlags: fs.readFileSync('/proc/self/fdinfo/0', 'utf8').split('\\n')[1],
  inherited: execFileSync(process.execPath, ['-p', 'require("fs").readFileSync(0).length'], { stdio: ['inherit', 'pipe', 'inherit'] }).toString(),
  globals: names(globalThis), process: names(process), title: process.title, main: plain(require.main.filename),
  id: module.id, parent: String(module.parent), paths: module.paths.map(plain), cache: Object.keys(require.cache).map(plain),
  children: module.children.length, global: require('module').globalPaths, stack: plain(new Error('here').stack),
  umask: process.umask(), user: [process.getuid(), process.getgid(), process.getgroups()],
  limits: fs.readFileSync('/proc/self/limits', 'utf8'), group: process.pid === Number(fs.readFileSync('/proc/self/stat', 'utf8').split(') ')[1].split(' ')[2]),
  session: process.pid === Number(fs.readFileSync('/proc/self/stat', 'utf8').split(') ')[1].split(' ')[3]),
  signals: fs.readFileSync('/proc/self/status', 'utf8').match(/^(Sig[^Q]|Shd)[A-Za-z]+:.*$/gm),
  ports: process.channel === undefined, listeners: process.eventNames().map(String), resources: process.getActiveResourcesInfo(),
  locale: Intl.DateTimeFormat().resolvedOptions(), tls: require('tls').rootCertificates.length, temporary: require('os').tmpdir(),
  lookup: require('dns').lookup.name, dirname: plain(__dirname), exists: fs.existsSync('index.js'),
}
const worker = new Worker('require("worker_threads").parentPort.postMessage([process.argv, process.execArgv, Object.keys(process.env)])', { eval: true })
worker.on('message', seen => {
  look.worker = JSON.parse(plain(JSON.stringify(seen)))
  fs.writeFileSync('child.js', 'process.send([process.argv, process.execArgv, Object.entries(process.env), process.cwd()])')
  const child = fork('child.js')
  child.on('message', told => {
    look.child = JSON.parse(plain(JSON.stringify(told)).replace(/"NODE_CHANNEL_FD","\\d+"/, '"NODE_CHANNEL_FD"'))
    say(JSON.stringify(look))
  })
})`

let programs: TestPrograms
let launcher: Launcher

beforeEach(() => {
  programs = makeTestPrograms()
  launcher = pooledLauncher()
})

afterEach(async () => {
  await launcher.close()
  programs.remove()
})

const fill = () => programs.service('', { launcher })

/** The processes that wait, by what the system shows of them. */
const waiting = (): number[] =>
  readdirSync('/proc')
    .map(Number)
    .filter(pid => {
      try {
        const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
        const parent = /^PPid:\t(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
        return Number(parent) === process.pid && words.includes('/proc/self/cwd/index.js')
      } catch {
        return false
      }
    })

/** The files that a process has open, gone again before they were looked at or not. */
const filesOf = (pid: number): string[] =>
  readdirSync(`/proc/${pid}/fd`)
    .flatMap(fd => {
      try {
        return [readlinkSync(`/proc/${pid}/fd/${fd}`)]
      } catch {
        return []
      }
    })
    .filter(each => each.startsWith('/') && each !== '/dev/null')

describe('a job from the pool', () => {
  it('sees what it sees without', async () => {
    await fill()
    const [stands] = waiting()
    const options = { triggerId: 't', doc: '{"label":"Café 😀"}', jobId: `service/1/${randomUUID()}` }
    const pooled = await programs.service(`say(String(process.pid)); ${LOOK}`, { ...options, launcher })
    const alone = await programs.service(`say(String(process.pid)); ${LOOK}`, options)
    expect(Number(pooled.messages[0])).toBe(stands)
    const [one, other] = [pooled, alone].map(({ messages }) => JSON.parse(messages[1] ?? '{}') as object)
    expect(one).toEqual(other)
    expect(Object.keys(one ?? {}).length).toBeGreaterThan(35)
  })

  it('sees a timer take as long as it should, however long its process has waited', async () => {
    await fill()
    const code = `
      const began = process.hrtime.bigint()
      setTimeout(() => say(String(process.hrtime.bigint() - began >= 49_000_000n)), 50)`
    expect((await programs.service(code, { launcher })).messages).toEqual(['true'])
  })

  it('says of an error what it says without', async () => {
    await fill()
    const code = 'null.wrong'
    const places = (text: string): string => text.replace(/service-banks-[^/]+/g, 'FOLDER')
    const pooled = await programs.service(code, { launcher })
    expect([pooled.error, places(pooled.stderr)]).toEqual([
      'exit status 1',
      places((await programs.service(code)).stderr)
    ])
  })

  it.each(['mjs', 'json'])('that is no script of CommonJS is read as without (%s)', async kind => {
    await fill()
    const code =
      kind === 'mjs' ? 'import { sep } from "node:path"; say(sep + import.meta.url.slice(-9))' : '{"a":'
    const answers = await Promise.all(
      [{ launcher }, {}].map(async options => {
        const { state, messages, exitCode } = await programs.service(code, options)
        return { state, messages, exitCode }
      })
    )
    expect(answers[0]).toEqual(answers[1])
  })

  it('has its process to itself', async () => {
    const pids: (string | undefined)[] = []
    for (let i = 0; i < 5; i++) {
      const { messages } = await programs.service(
        'say(process.pid + " " + globalThis.left); globalThis.left = 1',
        { launcher }
      )
      pids.push(messages[0])
    }
    expect(new Set(pids).size).toBe(5)
    expect(pids.every(each => each?.endsWith(' undefined'))).toBe(true)
  })

  it('is ended at its limit with all that it has started', async () => {
    await fill()
    const { error, messages } = await programs.service(
      `const c = require("child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { detached: true, cwd: "/", stdio: "ignore" })
       say(String(process.pid)); say(String(c.pid)); setInterval(() => {}, 1000)`,
      { launcher, timeLimit: 600 }
    )
    expect(error).toBe('context deadline exceeded')
    expect(await Promise.all(messages.map(pid => hasEnded(Number(pid))))).toEqual([true, true])
  })

  it('fails for variables that the system does not take, as without', async () => {
    await fill()
    const options = { doc: 'x'.repeat(200_000) }
    const pooled = await programs.service('', { ...options, launcher })
    expect(pooled.error).toBe((await programs.service('', options)).error)
  })
})

describe('the pool', () => {
  it('is empty until a job has ended, and ends when it is closed', async () => {
    expect(waiting()).toEqual([])
    await fill()
    const pids = waiting()
    expect(pids.length).toBe(2)
    await launcher.close()
    expect(await Promise.all(pids.map(hasEnded))).toEqual([true, true])
    await fill()
    expect(waiting()).toEqual([])
  })

  it('shrinks to one process while no jobs come', async () => {
    const short = pooledLauncher({ rest: 1 })
    await programs.service('', { launcher: short })
    while (waiting().length > 1) await new Promise(setImmediate)
    const [stays = 0] = waiting()
    expect(await isRunning(stays)).toBe(true)
    const { messages } = await programs.service('say(String(process.pid))', { launcher: short })
    expect(messages).toEqual([String(stays)])
    await short.close()
  })

  it('passes over a process that somebody has killed', async () => {
    await fill()
    for (const pid of waiting()) process.kill(pid, 'SIGKILL')
    await Promise.all(waiting().map(hasEnded))
    await new Promise(setImmediate)
    expect((await programs.service('say("ran")', { launcher })).messages).toEqual(['ran'])
  })

  it('has nothing of its parent open, and stands outside of every folder', async () => {
    await fill()
    const [pid] = waiting()
    expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).toBe('')
    expect(readlinkSync(`/proc/${pid}/cwd`)).toBe('/')
    // Node opens files of its own, and closes them, until it stands ready.
    while (filesOf(pid!).length > 0) await new Promise(setImmediate)
    expect(filesOf(pid!)).toEqual([])
  })

  it('ends with its parent, also where that is killed', async () => {
    const service = join(programs.folder, 'service.js')
    writeFileSync(service, '')
    const request = { ...REQUEST, kind: 'service', slug: 'banks', source: { file: service } }
    const parent = join(programs.folder, 'parent.mjs')
    writeFileSync(
      parent,
      `import { createLauncher, runJob } from ${JSON.stringify(join(DIST, 'index.js'))}
       import { readdirSync, readFileSync } from 'node:fs'
       const launcher = await createLauncher()
       await runJob({ ...${JSON.stringify(request)}, launcher })
       const children = readFileSync('/proc/self/task/' + process.pid + '/children', 'utf8')
       console.log(children)
       process.kill(process.pid, 'SIGKILL')`
    )
    const { stdout, signal } = spawnSync(process.execPath, [parent], { encoding: 'utf8' })
    const pids = stdout.trim().split(' ').map(Number)
    expect([signal, pids.length]).toEqual(['SIGKILL', 2])
    expect(await Promise.all(pids.map(hasEnded))).toEqual([true, true])
  })

  it('does not keep its parent alive', async () => {
    const service = join(programs.folder, 'service.js')
    writeFileSync(service, '')
    const request = { ...REQUEST, kind: 'service', slug: 'banks', source: { file: service } }
    const parent = join(programs.folder, 'parent.mjs')
    writeFileSync(
      parent,
      `import { createLauncher, runJob } from ${JSON.stringify(join(DIST, 'index.js'))}
       await runJob({ ...${JSON.stringify(request)}, launcher: await createLauncher() })`
    )
    expect(spawnSync(process.execPath, [parent]).status).toBe(0)
    expect(await isRunning(process.pid)).toBe(true)
  })
})

describe('without a pool', () => {
  it('nothing stands ready', async () => {
    await programs.service('', { launcher: plainLauncher() })
    expect(waiting()).toEqual([])
  })
})
