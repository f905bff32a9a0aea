import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as rest } from 'node:timers/promises'
import { call, ROOT, startStackProcess } from '../../stack-process/stack-process.mjs'
import { bareEnvironment } from '../run-node.mjs'
import { median, quantile, round } from '../statistics.mjs'

const EVENTS = 40
const BURST = { events: 50, clients: 8 }
const DOCTYPE = 'io.cozy.bank.operations'
const SERVICE = join('services', 'onOperationCreate.js')

/** Milliseconds after the end of a job in which the pool is filled anew, two starts of Node at the same time. */
const REFILL = 300

/** Tells when the service begins to run, by a clock that all processes of a machine share; then it goes on as it is. */
const FIRST_LINE =
  "console.log(JSON.stringify({ type: 'info', message: `began ${process.hrtime.bigint()}` }))\n"

/** A copy of the service demo that tells when its first line runs. */
const copyApp = folder => {
  cpSync(join(ROOT, 'tools/conformance/fixtures/svcdemo'), folder, { recursive: true })
  writeFileSync(join(folder, SERVICE), FIRST_LINE + readFileSync(join(folder, SERVICE), 'utf8'))
}

const startWithApp = async (folder, args) => {
  const stack = await startStackProcess({
    args: ['--data', join(folder, 'data'), ...args],
    env: bareEnvironment()
  })
  const token = await stack.token('cli', `${DOCTYPE} io.cozy.apps`)
  await stack.call('POST', `/apps/svcdemo?Source=${encodeURIComponent(`file://${join(folder, 'app')}`)}`, {
    token,
    headers: { accept: 'text/event-stream' }
  })
  return { stack, token }
}

/** Nanoseconds at which services began, one after the other, as their lines come. */
const watchBegins = ({ adminPort }) => {
  const asked = request({ host: '127.0.0.1', port: adminPort, path: '/runs/logs?follow=true' }).end()
  const begins = []
  let wake = () => {}
  // How it ends is not of interest.
  asked.on('error', () => undefined)
  // Answered with the first line.
  asked.on('response', answer => {
    const lines = createInterface({ input: answer })
    lines.on('error', () => undefined)
    lines.on('line', line => {
      const [, at] = /^began (\d+)$/.exec(JSON.parse(line).message) ?? []
      if (at === undefined) return
      begins.push(BigInt(at))
      wake()
    })
  })
  const next = async () => {
    while (begins.length === 0) await new Promise(resolve => (wake = resolve))
    return begins.shift()
  }
  return { next, stop: () => asked.destroy() }
}

const create = async ({ stack, token }, i) => {
  const { status, text } = await stack.call('POST', `/data/${DOCTYPE}/`, {
    token,
    json: { label: `Operation ${i}` }
  })
  if (status !== 201) throw new Error(`a create was answered ${status}: ${text}`)
  return process.hrtime.bigint()
}

/** Milliseconds from the answer of each create to the first line of its service, one event after the other. */
const delaysOf = async (folder, args) => {
  const started = await startWithApp(folder, args)
  const begins = watchBegins(started.stack)
  const delays = []
  for (let i = -3; i < EVENTS; i++) {
    const accepted = await create(started, i)
    const began = await begins.next()
    if (i >= 0) delays.push(Number(began - accepted) / 1e6)
    await rest(REFILL)
  }
  begins.stop()
  return { ...started, delays }
}

/** Jobs ended in a second, of events that come at once: from the first request to the end of the last job. */
const burst = async ({ stack, token }) => {
  const runs = async () => {
    const path = `/runs?worker=service&limit=${BURST.events}`
    return (await call(`127.0.0.1:${stack.adminPort}`, 'GET', path)).json.runs
  }
  const start = Date.now()
  let next = 0
  const client = async () => {
    while (next < BURST.events) await create({ stack, token }, next++)
  }
  await Promise.all(Array.from({ length: BURST.clients }, client))
  let seen = await runs()
  while (seen.some(({ finishedAt }) => finishedAt === undefined)) {
    await rest(100)
    seen = await runs()
  }
  if (seen.some(({ state, queuedAt }) => state !== 'done' || Date.parse(queuedAt) < start)) {
    throw new Error('not every event was done')
  }
  // By the stack's own dates: what asks it is too slow to see the last one end.
  return (BURST.events * 1000) / (Math.max(...seen.map(({ finishedAt }) => Date.parse(finishedAt))) - start)
}

/** How soon a service runs after its document was accepted, and how many are done in a row; with the pool and without. */
export const serviceStart = {
  name: 'service-start',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'cozy-jobs-bench-'))
    copyApp(join(folder, 'app'))
    const { delays, ...started } = await delaysOf(folder, [])
    const rate = await burst(started)
    await started.stack.stop()
    rmSync(join(folder, 'data'), { recursive: true, force: true })
    const without = await delaysOf(folder, ['--no-pool'])
    await without.stack.stop()
    rmSync(folder, { recursive: true, force: true })
    return [
      {
        figure: 'create answered → first line of its service, pool filled, p50',
        value: round(median(delays)),
        unit: 'ms',
        target: '≤ 15'
      },
      { figure: 'the same, p95', value: round(quantile(delays, 0.95)), unit: 'ms', target: '' },
      {
        figure: 'the same without a pool, p50',
        value: round(median(without.delays)),
        unit: 'ms',
        target: ''
      },
      {
        figure: '50 events of 8 clients at once: jobs done per second, refill included',
        value: round(rate),
        unit: '/s',
        target: '≥ 20'
      }
    ]
  }
}
