import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { JobDoc } from './api.js'
import { ZERO_DATE } from './dates.js'
import { openTestBed, TELL, type TestBed } from './testing/test-bed.js'

let bed: TestBed

beforeEach(async () => {
  bed = await openTestBed()
  await bed.engine.start()
})

afterEach(() => bed.close())

describe('a service on an event', () => {
  it('is stored as queued before the write is acknowledged, with the event in it', async () => {
    await bed.addApp('banks', { onOperation: '' })
    const trigger = await bed.onOperations()
    const doc = await bed.write({ label: 'Rent', amount: -800 })
    const queued = bed.told.find(({ type }) => type === 'queued') as { job: JobDoc }
    const { _id, _rev, event, queued_at, ...job } = queued.job
    expect(job).toEqual({
      domain: 'cozy.localhost:8080',
      prefix: bed.instance.prefix,
      worker: 'service',
      trigger_id: trigger._id,
      message: { slug: 'banks', name: 'onOperation' },
      state: 'queued',
      started_at: ZERO_DATE,
      finished_at: ZERO_DATE
    })
    expect(JSON.parse(Buffer.from(event ?? '', 'base64').toString())).toEqual({
      domain: 'cozy.localhost:8080',
      prefix: bed.instance.prefix,
      verb: 'CREATED',
      doc: { _id: doc._id, _rev: doc._rev, label: 'Rent', amount: -800 }
    })
    expect([_id.length, _rev.slice(0, 2), queued_at.slice(-1)]).toEqual([32, '1-', 'Z'])
  })

  it('gets the document, and is done with its event forgotten', async () => {
    await bed.addApp('banks', { onOperation: TELL })
    const trigger = await bed.onOperations()
    const doc = await bed.write({ label: 'Rent' })
    await bed.engine.idle()
    const [job] = await bed.jobs()
    expect(job).toMatchObject({ state: 'done', event: null })
    expect(bed.environments()).toEqual([
      {
        COZY_URL: 'http://cozy.localhost:8080/',
        COZY_CREDENTIALS: '***',
        COZY_COUCH_DOC: JSON.stringify({ _id: doc._id, _rev: doc._rev, label: 'Rent' }),
        COZY_FIELDS: '',
        COZY_PAYLOAD: '',
        COZY_TIME_LIMIT: '305',
        COZY_TRIGGER_ID: trigger._id,
        COZY_JOB_ID: `service/0/${job?._id}`
      }
    ])
  })

  it('gets what was deleted, with the revision of its deletion', async () => {
    await bed.addApp('banks', { onOperation: TELL })
    await bed.onOperations('io.cozy.bank.operations:DELETED')
    const doc = await bed.write({ label: 'Rent' })
    const { rev } = await bed.instance.documents.remove('io.cozy.bank.operations', doc._id, doc._rev)
    await bed.engine.idle()
    expect(JSON.parse(bed.environments()[0]?.COZY_COUCH_DOC ?? '')).toEqual({
      _id: doc._id,
      _rev: rev,
      label: 'Rent'
    })
  })

  it('runs once for each document of a batch, and not for what its trigger is not about', async () => {
    await bed.addApp('banks', { onOperation: '' })
    await bed.onOperations()
    const first = await bed.write({ label: 'a' })
    await bed.instance.documents.bulk('io.cozy.bank.operations', [{ label: 'b' }, { label: 'c' }])
    await bed.instance.documents.put('io.cozy.bank.accounts', { label: 'c' })
    await bed.write({ ...first, label: 'A' })
    await bed.engine.idle()
    expect((await bed.jobs()).map(({ state }) => state)).toEqual(['done', 'done', 'done'])
  })

  it('fires its own trigger by what it writes, until it writes no more', async () => {
    await bed.addApp('banks', { onOperation: '' })
    await bed.onOperations('io.cozy.bank.operations:CREATED,UPDATED')
    const rounds: Promise<unknown>[] = []
    const first = await bed.write({ round: 0 })
    const again = bed.next('ended').then(() => bed.write({ ...first, round: 1 }))
    rounds.push(again)
    await Promise.all(rounds)
    await bed.engine.idle()
    expect((await bed.jobs()).length).toBe(2)
  })

  it('on jobs does not fire for the jobs that it makes', async () => {
    await bed.addApp('banks', { onOperation: '' })
    await bed.onOperations('io.cozy.jobs:CREATED')
    await bed.engine.push(bed.instance, { worker: 'log', message: 'hello' })
    await bed.engine.idle()
    expect((await bed.jobs()).map(({ worker }) => worker)).toEqual(['log', 'service'])
  })
})

describe('an engine that is closed', () => {
  it('takes no more jobs', async () => {
    await bed.engine.close()
    await expect(bed.engine.push(bed.instance, { worker: 'log', message: 'x' })).rejects.toThrow(
      'jobs: closed'
    )
  })
})
