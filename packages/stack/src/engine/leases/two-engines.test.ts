import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { openStore } from '@cozy-jobs/store'
import { startCouchServer, type RunningCouchServer } from '@cozy-jobs/store/testing'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MovableClock } from '../../clock/movable-clock.js'
import { openTestBed, type TestBed } from '../testing/test-bed.js'
import { createSharedLeases, LEASE_TIME } from './shared-leases.js'

let couch: RunningCouchServer
let folder: string
/** Of the leases of all engines, as the time of one machine. */
let time: MovableClock
const beds: TestBed[] = []

beforeEach(async () => {
  couch = await startCouchServer()
  folder = mkdtempSync(join(tmpdir(), 'two-engines-'))
  time = new MovableClock()
  await time.moveTo(new Date('2027-01-01T00:00:00Z'))
})

afterEach(async () => {
  for (const bed of beds.splice(0)) await bed.close()
  await couch.close()
  rmSync(folder, { recursive: true, force: true })
})

const trace = (): string => join(folder, 'trace')
const runs = (): string[] =>
  existsSync(trace()) ? readFileSync(trace(), 'utf8').trim().split('\n').sort() : []

const TRACED = (file: string): string =>
  `require("fs").appendFileSync(${JSON.stringify(file)}, process.env.COZY_JOB_ID.split("/")[2] + "\\n")`

/** An engine with a connection of its own to the one CouchDB; it hears of its own writes alone. */
const open = async (owner: string): Promise<TestBed> => {
  const store = await openStore({ kind: 'couchdb', url: couch.url })
  const leases = createSharedLeases({
    documents: store.documents('stack'),
    clock: time,
    owner,
    onError: error => {
      throw error
    }
  })
  const bed = await openTestBed({ store, leases, config: { concurrency: 2 } })
  beds.push(bed)
  await bed.addApp('banks', { onOperation: TRACED(trace()) })
  return bed
}

const idle = (...engines: TestBed[]) => Promise.all(engines.map(({ engine }) => engine.idle()))

describe('two engines at one CouchDB', () => {
  it('run each job once, whoever made it, also where both take up what is left', async () => {
    const first = await open('first')
    await first.engine.start()
    await first.onOperations()
    await first.engine.idle()
    await first.write({ _id: 'before' })
    const second = await open('second')
    const third = await open('third')
    await Promise.all([second.engine.start(), third.engine.start()])
    for (let i = 0; i < 4; i++) await Promise.all([first, second, third].map(bed => bed.write({ i })))
    await idle(first, second, third)
    const jobs = await first.jobs()
    expect(jobs.map(({ state }) => state)).toEqual(Array.from({ length: 13 }, () => 'done'))
    expect(runs()).toEqual(jobs.map(({ _id }) => _id).sort())
  })

  it('share what waits: each job that neither has begun runs once', async () => {
    const first = await open('first')
    const message = { slug: 'banks', name: 'onOperation' }
    // An engine that was not started keeps its jobs waiting, as one that is about to die.
    for (let i = 0; i < 8; i++) {
      await first.instance.documents.put('io.cozy.jobs', {
        domain: first.instance.domain,
        worker: 'service',
        message,
        event: null,
        state: 'queued',
        queued_at: `2027-01-01T00:00:00.00000${i}Z`
      })
    }
    const second = await open('second')
    await Promise.all([first.engine.start(), second.engine.start()])
    await idle(first, second)
    expect(runs()).toEqual((await first.jobs()).map(({ _id }) => _id).sort())
    expect(runs()).toHaveLength(8)
  })

  it('fire each date of a trigger once', async () => {
    const [first, second] = [await open('first'), await open('second')]
    const start = new Date('2027-02-27T12:00:00Z')
    await Promise.all([first.clock.moveTo(start), second.clock.moveTo(start)])
    await first.engine.start()
    for (const [type, args] of [
      ['@cron', '0 0 5 * * *'],
      ['@at', '2027-02-28T06:00:00Z']
    ] as const) {
      await first.engine.triggers.create(first.instance, {
        type,
        arguments: args,
        worker: 'log',
        message: type
      })
    }
    await second.engine.start()
    const target = new Date('2027-03-02T12:00:00Z')
    await Promise.all(
      [first, second].map(({ clock, engine }) => clock.moveTo(target, { settle: () => engine.fired() }))
    )
    await idle(first, second)
    expect((await first.jobs()).map(({ message }) => message).sort()).toEqual([
      '@at',
      '@cron',
      '@cron',
      '@cron'
    ])
  })

  it('take over the job of one that has died, when nothing was heard of it for long enough', async () => {
    const dead = await open('dead')
    const job = await dead.instance.documents.put('io.cozy.jobs', {
      domain: dead.instance.domain,
      worker: 'service',
      message: { slug: 'banks', name: 'onOperation' },
      event: null,
      state: 'running',
      queued_at: '2027-01-01T00:00:00Z',
      started_at: '2027-01-01T00:00:00Z'
    })
    await dead.store.documents('stack').put('engine.leases', {
      _id: `jobs/${dead.instance.prefix}/${job._id}`,
      owner: 'dead',
      until: new Date(time.now().getTime() + LEASE_TIME).toISOString()
    })
    const heir = await open('heir')
    await heir.engine.start()
    await heir.engine.idle()
    expect([runs(), (await heir.jobs())[0]?.state]).toEqual([[], 'running'])
    const ended = heir.next('ended')
    await time.moveTo(new Date(time.now().getTime() + LEASE_TIME + 1))
    expect(await ended).toMatchObject({ job: { _id: job._id, state: 'done' } })
    expect(runs()).toEqual([job._id])
  })

  it('follow the triggers that the other has made, from the next look on', async () => {
    const [first, second] = [await open('first'), await open('second')]
    await first.engine.start()
    await second.engine.start()
    await first.onOperations()
    const fired = second.next('queued')
    await time.moveTo(new Date(time.now().getTime() + LEASE_TIME))
    const write = async (): Promise<void> => {
      await second.write({})
    }
    // The look is under way; a write that comes before it is over fires nothing.
    await Promise.race([
      fired,
      (async () => {
        for (;;) await write()
      })()
    ])
    expect(await fired).toMatchObject({ job: { worker: 'service' } })
  })
})
