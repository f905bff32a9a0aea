// Jobs under a rain of `kill -9`: what was acknowledged must not be lost, and nothing may run more than twice. A stack in
// a process of its own, its data on disk; killed at moments that a seed chooses, and started again each time.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { CLI, ROOT, call, freePort } from '../stack-process/stack-process.mjs'
import { randomFrom } from './random.mjs'

const DOCTYPE = 'io.cozy.storms'
const SCOPE = `${DOCTYPE} io.cozy.jobs io.cozy.apps`
const WRITERS = 4

/** So many jobs may wait while the stack is up. */
const WAITING = 16

/** Milliseconds between two looks at the jobs of the last stack. */
const LOOK_EVERY = 100

const MANIFEST = {
  name: 'Storm',
  slug: 'storm',
  type: 'webapp',
  version: '1.0.0',
  permissions: { storms: { type: DOCTYPE } },
  services: { onDrop: { type: 'node', file: 'service.js', trigger: `@event ${DOCTYPE}:CREATED` } }
}

/** Leaves a trace of each execution as soon as it begins, then takes its time. */
const serviceCode = trace => `
require('fs').appendFileSync(${JSON.stringify(trace)}, process.env.COZY_JOB_ID.split('/')[2] + '\\n')
console.log(JSON.stringify({ type: 'info', message: 'here' }))
setTimeout(() => {}, 30)
`

const makeApp = (folder, trace) => {
  mkdirSync(folder)
  writeFileSync(join(folder, 'manifest.webapp'), JSON.stringify(MANIFEST))
  writeFileSync(join(folder, 'service.js'), serviceCode(trace))
}

/** A stack that may be killed; `seen` is called for each of its lines. */
const startDoomed = async ({ port, adminPort, data, seen }) => {
  const args = ['stack', '--json', '--data', data, '--port', String(port), '--admin-port', String(adminPort)]
  const child = spawn(process.execPath, [CLI, ...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = once(child, 'close')
  const ready = new Promise(resolve => {
    createInterface({ input: child.stdout }).on('line', resolve)
    void ended.then(() => resolve(undefined))
  })
  createInterface({ input: child.stderr }).on('line', seen)
  return {
    /** Settled with its address, or with nothing where it was killed before. */
    ready,
    kill: async signal => {
      child.kill(signal)
      await ended
    }
  }
}

const runsIn = trace => {
  const runs = new Map()
  for (const id of readFileSync(trace, 'utf8').split('\n').filter(Boolean))
    runs.set(id, (runs.get(id) ?? 0) + 1)
  return runs
}

/** Makes jobs, half of them by an event and half by a request, and remembers those that were acknowledged. */
const createMaker = ({ domain, token, random, onAcknowledged }) => {
  const pushed = []
  let events = 0
  const acknowledged = () => pushed.length + events
  const one = async () => {
    const byEvent = random() < 0.5
    const attributes = { arguments: { slug: 'storm', name: 'onDrop' } }
    const answer = byEvent
      ? await call(domain, 'POST', `/data/${DOCTYPE}/`, { token, json: {} })
      : await call(domain, 'POST', '/jobs/queue/service', { token, json: { data: { attributes } } })
    if (answer.status >= 300) throw new Error(`the stack answered ${answer.status}: ${answer.text}`)
    if (byEvent) events++
    else pushed.push(JSON.parse(answer.text).data.id)
    onAcknowledged()
  }
  return {
    pushed,
    acknowledged,
    events: () => events,
    /** While there is `room`, until so many are acknowledged in all, or the stack is gone. */
    upTo: async (count, room) => {
      let begun = acknowledged()
      const write = async () => {
        while (begun++ < count) {
          await room.take()
          await one()
        }
      }
      await Promise.all(Array.from({ length: WRITERS }, () => write().catch(ignoreLostConnection)))
    }
  }
}

/** So many jobs may wait: each that begins makes room for another. Open for all once it is closed. */
const createRoom = size => {
  let free = size
  let waiting = []
  const wake = () => {
    const woken = waiting
    waiting = []
    for (const resolve of woken) resolve()
  }
  return {
    take: async () => {
      while (free <= 0) await new Promise(resolve => waiting.push(resolve))
      free--
    },
    give: () => {
      free++
      wake()
    },
    close: () => {
      free = Infinity
      wake()
    }
  }
}

const LOST = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE']

const ignoreLostConnection = error => {
  if (!LOST.includes(error.code) && !/socket hang up/.test(error.message)) throw error
}

const allJobs = async (domain, token) => {
  const { json, status, text } = await call(domain, 'GET', '/data/io.cozy.jobs/_all_docs?include_docs=true', {
    token
  })
  if (status !== 200) throw new Error(`the jobs could not be read: ${text}`)
  return json.rows.map(({ doc }) => doc).filter(doc => doc && !doc._id.startsWith('_design/'))
}

const isEnded = ({ state }) => state === 'done' || state === 'errored'

/**
 * @param {{ seed: number, jobs: number, kills: number }} options
 * @returns {Promise<{ acknowledged: number, jobs: number, lost: number, unfinished: number, mostRuns: number,
 *   twice: number, broken: number, wrong: number, settledMs: number, tookMs: number }>} `lost`: acknowledged and not
 *   there; `broken`: broken off twice, so ended by the stack; `wrong`: done without having run; `settledMs`: from the last
 *   start until all had ended.
 */
export const crashStorm = async ({ seed, jobs, kills }) => {
  const began = performance.now()
  const random = randomFrom(seed)
  const folder = mkdtempSync(join(tmpdir(), 'cozy-jobs-storm-'))
  const [data, trace] = [join(folder, 'data'), join(folder, 'trace')]
  writeFileSync(trace, '')
  makeApp(join(folder, 'app'), trace)
  const [port, adminPort] = [await freePort(), await freePort()]
  const domain = `cozy.localhost:${port}`
  let onSeen = () => {}
  const start = () => startDoomed({ port, adminPort, data, seen: () => onSeen() })
  try {
    const first = await start()
    await first.ready
    const asked = new URLSearchParams({ Domain: domain, Audience: 'cli', Scope: SCOPE })
    const token = (await call(`localhost:${adminPort}`, 'POST', `/instances/token?${asked}`)).text.trim()
    const source = encodeURIComponent(`file://${join(folder, 'app')}`)
    const accept = { accept: 'text/event-stream' }
    await call(domain, 'POST', `/apps/storm?Source=${source}`, { token, headers: accept })
    await first.kill('SIGTERM')

    let onAcknowledged = () => {}
    const maker = createMaker({ domain, token, random, onAcknowledged: () => onAcknowledged() })
    for (let kill = 0; kill < kills; kill++) {
      // The moment is so many lines or acknowledgements away: it lies in the start, in the writing, or among the runs.
      let left = Math.floor((random() * 4 * jobs) / kills)
      // At least two: a job that was broken off before it left a trace must not hold up all others.
      const room = createRoom(Math.max(2, WAITING - (maker.acknowledged() - runsIn(trace).size)))
      const stack = await start()
      await new Promise((resolve, reject) => {
        const count = () => {
          if (left-- !== 0) return
          room.close()
          stack.kill('SIGKILL').then(resolve, reject)
        }
        onAcknowledged = count
        onSeen = () => {
          room.give()
          count()
        }
        stack.ready.then(() => maker.upTo(Infinity, room)).catch(reject)
      })
    }
    onSeen = onAcknowledged = () => {}

    const started = performance.now()
    const last = await start()
    await last.ready
    await maker.upTo(jobs, { take: async () => {} })
    let stored = await allJobs(domain, token)
    while (!stored.every(isEnded) && performance.now() - started < 60_000) {
      await new Promise(resolve => setTimeout(resolve, LOOK_EVERY))
      stored = await allJobs(domain, token)
    }
    const settledMs = performance.now() - started
    await last.kill('SIGTERM')
    const runs = runsIn(trace)
    const ids = new Set(stored.map(({ _id }) => _id))
    const lostOfPushed = maker.pushed.filter(id => !ids.has(id)).length
    const ofEvents = stored.filter(({ trigger_id }) => trigger_id).length
    return {
      acknowledged: maker.acknowledged(),
      jobs: stored.length,
      lost: lostOfPushed + Math.max(0, maker.events() - ofEvents),
      unfinished: stored.filter(job => !isEnded(job)).length,
      mostRuns: Math.max(...runs.values()),
      twice: [...runs.values()].filter(count => count === 2).length,
      broken: stored.filter(({ state }) => state === 'errored').length,
      wrong: stored.filter(({ _id, state }) => state === 'done' && !runs.has(_id)).length,
      settledMs,
      tookMs: performance.now() - began
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
