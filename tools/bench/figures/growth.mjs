import { Agent } from 'node:http'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { call, startStackProcess } from '../../stack-process/stack-process.mjs'
import { bareEnvironment } from '../run-node.mjs'
import { median, round, timed } from '../statistics.mjs'

const SIZES = [12_500, 100_000]
const CLIENTS = 16
const PATH = '/data/io.cozy.bench'

const operation = i => ({
  label: `Operation ${i % 500}`,
  amount: ((i * 7919) % 100000) / 100,
  date: new Date(1.7e12 + i * 6e4).toISOString(),
  account: `acc${i % 20}`
})

const query = i => ({
  selector: { account: `acc${i % 20}`, date: { $gt: '2023' } },
  sort: [{ account: 'asc' }, { date: 'asc' }],
  limit: 100,
  use_index: '_design/bench'
})

const residentMB = pid =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

/** Runs `count` pieces of work from so many clients; pieces per second. */
const rate = async (count, clients, work) => {
  let next = 0
  const taken = await timed(() =>
    Promise.all(
      Array.from({ length: clients }, async () => {
        while (next < count) await work(next++)
      })
    )
  )
  return Math.round((count * 1000) / taken)
}

/** What one client of a stack asks; throws what is refused. */
const clientOf = async stack => {
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS })
  const token = await stack.token('cli', 'io.cozy.bench')
  const ask = async (method, path, json) => {
    const answer = await call(stack.domain, method, `${PATH}${path}`, { token, agent, json })
    if (answer.status >= 300)
      throw new Error(`${method} ${path} was answered ${answer.status}: ${answer.text}`)
    return answer.json
  }
  return { ask, close: () => agent.destroy() }
}

const bulkOf = (count, from) => ({ docs: Array.from({ length: count }, (_, k) => operation(from + k)) })

const measureFull = async (ask, size) => {
  const started = performance.now()
  for (let i = 0; i < size; i += 1000) await ask('POST', '/_bulk_docs', bulkOf(Math.min(1000, size - i), i))
  const fill = Math.round((size * 1000) / (performance.now() - started))
  const index = await timed(async () => {
    await ask('POST', '/_index', { index: { fields: ['account', 'date'] }, ddoc: 'bench' })
    await ask('POST', '/_find', query(0))
  })
  const { rows } = await ask('GET', `/_all_docs?limit=1000&skip=${size / 2}`)
  const times = []
  for (let i = 0; i < 300; i++) times.push(await timed(() => ask('POST', '/', operation(i))))
  return {
    fill,
    index: round(index / 1000, 2),
    find: await rate(400, 4, i => ask('POST', '/_find', query(i))),
    read: await rate(5000, CLIENTS, i => ask('GET', `/${rows[i % rows.length].id}`)),
    create: await rate(2000, CLIENTS, i => ask('POST', '/', operation(i))),
    one: round(median(times), 2),
    bulk: 1000 * (await rate(5, 1, i => ask('POST', '/_bulk_docs', bulkOf(1000, i))))
  }
}

/** Where a stack starts again with so much on the disk: the first questions read what is kept in memory from there on. */
const measureAgain = async ask => {
  const list = await timed(() => ask('GET', '/_all_docs?limit=100'))
  const { last_seq: first } = await ask('GET', '/_changes?limit=100')
  const pages = []
  for (let i = 0, since = first; i < 10; i++) {
    pages.push(
      await timed(async () => ({ last_seq: since } = await ask('GET', `/_changes?limit=100&since=${since}`)))
    )
  }
  const skipped = await timed(() => ask('GET', '/_all_docs?limit=100&skip=10000&include_docs=true'))
  return { list: round(list), page: round(median(pages)), skipped: round(skipped) }
}

const measure = async size => {
  const folder = mkdtempSync(join(tmpdir(), 'cozy-jobs-bench-'))
  const options = { args: ['--data', folder], env: bareEnvironment() }
  try {
    const first = await startStackProcess(options)
    const client = await clientOf(first)
    const full = await measureFull(client.ask, size)
    const memory = round(residentMB(first.child.pid), 0)
    client.close()
    await first.stop()
    const second = await startStackProcess({ ...options, port: first.port, adminPort: first.adminPort })
    const idle = round(residentMB(second.child.pid), 0)
    const again = await clientOf(second)
    const answers = await measureAgain(again.ask)
    again.close()
    await second.stop()
    return { ...full, memory, start: round(second.readyMs / 1000, 2), idle, ...answers }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const FIGURES = [
  ['fill', '_bulk_docs, 1 000 at a time, from empty', 'docs/s', '≥ 10 000'],
  ['bulk', 'the same into the full doctype', 'docs/s', '≥ 10 000'],
  ['create', 'creates, 16 clients', '/s', '≥ 1 500'],
  ['one', 'one create, one client, p50', 'ms', '≤ 3'],
  ['read', 'reads of 1 000 documents in turn, 16 clients', '/s', '≥ 4 000'],
  ['find', '_find of 100 by an index, 4 clients', '/s', '≥ 350'],
  ['index', 'index and first query', 's', '≤ 2 for 12 500'],
  ['memory', 'memory (RSS) after all this', 'MB', ''],
  ['start', 'start with these documents on disk', 's', '≤ 0.5'],
  ['idle', 'memory (RSS) then', 'MB', '≤ 150'],
  ['list', 'first _all_docs after the start', 'ms', ''],
  ['page', '_changes, a page of 100', 'ms', ''],
  ['skipped', '_all_docs with documents, 100 after 10 000', 'ms', '']
]

/** The store over HTTP on LevelDB, with 12 500 documents of one doctype and with 100 000. */
export const growth = {
  name: 'growth',
  async run() {
    const [small, large] = [await measure(SIZES[0]), await measure(SIZES[1])]
    return FIGURES.map(([key, figure, unit, target]) => ({
      figure: `${figure}: 12 500 / 100 000 documents`,
      value: `${small[key]} / ${large[key]}`,
      unit,
      target
    }))
  }
}
