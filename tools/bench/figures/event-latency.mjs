import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startStack } from '@cozy-jobs/stack'
import { call, freePort } from '../../stack-process/stack-process.mjs'
import { runNode } from '../run-node.mjs'
import { median, quantile, round, timed } from '../statistics.mjs'

const RUNS = 40
const DOCTYPE = 'io.cozy.bench.events'
const MANIFEST = {
  name: 'Bench',
  slug: 'bench',
  type: 'webapp',
  version: '1.0.0',
  permissions: { events: { type: DOCTYPE } },
  services: { onEvent: { type: 'node', file: 'service.js', trigger: `@event ${DOCTYPE}:CREATED` } }
}

const makeApp = folder => {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'manifest.webapp'), JSON.stringify(MANIFEST))
  writeFileSync(join(folder, 'index.html'), '<p>bench</p>')
  writeFileSync(join(folder, 'service.js'), "console.log(JSON.stringify({ type: 'info', message: 'ran' }))\n")
}

const tokenOf = async (adminPort, domain, scope) =>
  (
    await call(
      `localhost:${adminPort}`,
      'POST',
      `/instances/token?Domain=${encodeURIComponent(domain)}&Audience=cli&Scope=${encodeURIComponent(scope)}`
    )
  ).text.trim()

// The clock starts when the write is sent: the run may begin before the writer has read its answer.
/** Until the engine says that the run has ended and is stored. */
const oneEvent = async (stack, token) => {
  const ended = new Promise(resolve => {
    const listener = event => {
      if (event.type !== 'ended') return
      if (event.job.state !== 'done') throw new Error(`the run failed: ${event.job.error}`)
      stack.events.off('engine', listener)
      resolve(performance.now())
    }
    stack.events.on('engine', listener)
  })
  const sent = performance.now()
  await call(stack.domain, 'POST', `/data/${DOCTYPE}/`, { token, json: { at: Date.now() } })
  return (await ended) - sent
}

/** What the stack adds to a run: the same file run by Node alone is taken off. */
export const eventLatency = {
  name: 'event-latency',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'cozy-jobs-bench-'))
    const app = join(folder, 'app')
    makeApp(app)
    const [port, adminPort] = [await freePort(), await freePort()]
    const stack = await startStack({ port, adminPort, data: { folder: join(folder, 'data') } })
    const token = await tokenOf(adminPort, stack.domain, `${DOCTYPE} io.cozy.apps`)
    await call(stack.domain, 'POST', `/apps/bench?Source=${encodeURIComponent(`file://${app}`)}`, {
      token,
      headers: { accept: 'text/event-stream' }
    })
    for (let i = 0; i < 3; i++) await oneEvent(stack, token)
    const [events, alone] = [[], []]
    for (let i = 0; i < RUNS; i++) {
      events.push(await oneEvent(stack, token))
      alone.push(await timed(() => runNode([join(app, 'service.js')], { env: {} })))
    }
    await stack.close()
    rmSync(folder, { recursive: true, force: true })
    const over = events.map(value => value - median(alone))
    return [
      {
        figure: 'document sent → process ended and stored, minus node alone, p50',
        value: round(median(over)),
        unit: 'ms',
        target: '≤ 40'
      },
      { figure: 'the same, p95', value: round(quantile(over, 0.95)), unit: 'ms', target: '' },
      { figure: 'node alone, p50', value: round(median(alone)), unit: 'ms', target: '' }
    ]
  }
}
