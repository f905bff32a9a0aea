import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { ON_OPERATION, openTestBed, type TestBed } from './testing/test-bed.js'

const DIST = fileURLToPath(new URL('../../dist/engine/testing/test-bed.js', import.meta.url))

let folder: string
let bed: TestBed | undefined

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recovery-test-'))
})

afterEach(async () => {
  await bed?.close()
  bed = undefined
  rmSync(folder, { recursive: true, force: true })
})

const open = async (services: Record<string, string> = {}): Promise<TestBed> => {
  bed = await openTestBed({ folder, config: { concurrency: 2 } })
  await bed.addApp('banks', services)
  return bed
}

const runsOf = (file: string): string[] => readFileSync(file, 'utf8').trim().split('\n')

/** Writes its job's id into a file, so that every execution leaves a trace, and takes its time. */
const traced = (file: string): string =>
  `require("fs").appendFileSync(${JSON.stringify(file)}, process.env.COZY_JOB_ID.split("/")[2] + "\\n"); setTimeout(() => {}, 60)`

/** A process that writes operations and says each that was acknowledged; it never ends by itself. */
const writerCode = (service: string, until: string): string => `
import { openTestBed } from ${JSON.stringify(DIST)}
const bed = await openTestBed({ folder: ${JSON.stringify(folder)}, config: { concurrency: 2 } })
await bed.addApp('banks', { onOperation: ${JSON.stringify(service)} })
await bed.engine.start()
await bed.engine.triggers.create(bed.instance, ${JSON.stringify(ON_OPERATION)})
bed.next('${until}').then(() => console.log('now'))
const write = async n => {
  for (let i = 0; i < 5; i++) console.log((await bed.instance.documents.put('io.cozy.bank.operations', { n, i }))._id)
}
await Promise.all([1, 2, 3, 4].map(write))
setInterval(() => {}, 1000)
`

/** Kills a writer as soon as one of its jobs has come so far, and answers the ids that it had said by then. */
const crash = async (service: string, until: 'ended' | 'record' = 'ended'): Promise<string[]> => {
  const file = join(folder, 'writer.mjs')
  writeFileSync(file, writerCode(service, until))
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  const acknowledged: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === 'now') child.kill('SIGKILL')
    else acknowledged.push(line)
  }
  await exited
  return acknowledged
}

describe('a stack that is killed', () => {
  it('loses no job of an acknowledged document, and runs none more than twice', async () => {
    const trace = join(folder, 'trace')
    const acknowledged = await crash(traced(trace))
    const { engine, instance, ...second } = await open({ onOperation: traced(trace) })
    await engine.start()
    await engine.idle()
    const all = await second.jobs()
    const docs = await instance.documents.list('io.cozy.bank.operations')
    expect(acknowledged.length).toBeGreaterThan(0)
    expect(docs.rows.map(({ id }) => id)).toEqual(expect.arrayContaining(acknowledged))
    expect(all.length).toBeGreaterThanOrEqual(acknowledged.length)
    expect(all.filter(({ state }) => state !== 'done')).toEqual([])
    const counts = all.map(({ _id }) => runsOf(trace).filter(id => id === _id).length)
    expect(counts.every(count => count === 1 || count === 2)).toBe(true)
  })

  it('leaves neither processes nor folders of its jobs, once the next one has started', async () => {
    const trace = join(folder, 'trace')
    const hangs = `
      require("fs").appendFileSync(${JSON.stringify(trace)}, process.pid + " " + process.cwd() + "\\n")
      console.log(JSON.stringify({ type: "info", message: "here" }))
      setInterval(() => {}, 1000)`
    await crash(hangs, 'record')
    const begun = runsOf(trace).map(line => line.split(' '))
    const isThere = ([pid, cwd = '']: string[]): boolean => existsSync(`/proc/${pid}/cwd`) || existsSync(cwd)
    expect(begun.filter(isThere)).not.toEqual([])
    const { engine } = await open({ onOperation: '' })
    await engine.start()
    expect(begun.filter(isThere)).toEqual([])
    await engine.idle()
  })

  it('says of a job that may run once only that it was broken off', async () => {
    const { engine, instance, store } = await open({ onOperation: '' })
    await engine.start()
    const job = await engine.push(instance, {
      worker: 'service',
      message: ON_OPERATION.message,
      options: { max_exec_count: 1 }
    })
    await engine.idle()
    await engine.close()
    const { _rev } = await engine.job(instance, job._id)
    await instance.documents.put('io.cozy.jobs', { ...job, _rev, state: 'running' })
    await store.close()
    const again = await open({ onOperation: '' })
    await again.engine.start()
    expect(await again.engine.job(again.instance, job._id)).toMatchObject({
      state: 'errored',
      event: null,
      error: 'Failed to run the job: the stack stopped while it ran, and it may not run again.'
    })
  })
})

describe('a stack that is killed and is to lose what production loses', () => {
  it('never takes up the job that ran, and runs the ones that waited', async () => {
    const trace = join(folder, 'trace')
    const first = await open({ onOperation: traced(trace) })
    const draft = {
      domain: first.instance.domain,
      worker: 'service',
      message: ON_OPERATION.message,
      event: null
    }
    const [running, queued] = await Promise.all(
      ['running', 'queued'].map(state =>
        first.instance.documents.put('io.cozy.jobs', { ...draft, state, queued_at: '2027-01-01T00:00:00Z' })
      )
    )
    await first.close()
    bed = await openTestBed({ folder, config: { losesRunningJobs: true } })
    await bed.addApp('banks', { onOperation: traced(trace) })
    await bed.engine.start()
    await bed.engine.idle()
    expect(runsOf(trace)).toEqual([queued?._id])
    expect(await bed.engine.job(bed.instance, running!._id)).toMatchObject({ state: 'running' })
  })
})

describe('a stack that is closed', () => {
  it('breaks off what runs, and runs it again at its next start', async () => {
    const hangs =
      'console.log(JSON.stringify({ type: "info", message: "here" })); setInterval(() => {}, 1000)'
    const first = await open({ onOperation: hangs })
    await first.engine.start()
    const here = first.next('record')
    const { _id } = await first.engine.push(first.instance, {
      worker: 'service',
      message: ON_OPERATION.message
    })
    await first.engine.push(first.instance, { worker: 'service', message: ON_OPERATION.message })
    await here
    await first.engine.close()
    const job = await first.engine.job(first.instance, _id)
    expect(job).toMatchObject({ state: 'queued', started_at: '0001-01-01T00:00:00Z' })
    expect(job).not.toHaveProperty('executions')
    await first.close()

    const second = await open({ onOperation: '' })
    await second.engine.start()
    await second.engine.idle()
    expect((await second.jobs()).map(({ state }) => state)).toEqual(['done', 'done'])
  })

  it('keeps the windows of its triggers: what was held back runs after the next start', async () => {
    const first = await open({ onOperation: '' })
    await first.engine.start()
    await first.engine.triggers.create(first.instance, { ...ON_OPERATION, debounce: '300ms' })
    await first.instance.documents.put('io.cozy.bank.operations', {})
    expect(first.told.map(({ type }) => type)).toEqual(['held'])
    await first.close()

    const second = await open({ onOperation: '' })
    const ended = second.next('ended')
    await second.engine.start()
    expect(await ended).toMatchObject({ job: { state: 'done', event: null } })
  })

  it('fires what was due in the meantime, once', async () => {
    const first = await open()
    const at = await first.engine.triggers.create(first.instance, {
      type: '@at',
      arguments: new Date(Date.now() + 10).toISOString(),
      worker: 'log',
      message: 'late'
    })
    await first.close()

    const second = await open()
    const ended = second.next('ended')
    await second.engine.start()
    expect(await ended).toMatchObject({ job: { trigger_id: at._id, state: 'done' } })
    await second.engine.idle()
    expect(await second.engine.triggers.list(second.instance)).toEqual([])
  })

  it('takes up its triggers', async () => {
    const first = await open({ onOperation: '' })
    await first.engine.start()
    await first.engine.triggers.create(first.instance, ON_OPERATION)
    await first.close()

    const second = await open({ onOperation: '' })
    await second.engine.start()
    await second.instance.documents.put('io.cozy.bank.operations', {})
    await second.engine.idle()
    expect((await second.jobs()).map(({ state }) => state)).toEqual(['done'])
  })
})
