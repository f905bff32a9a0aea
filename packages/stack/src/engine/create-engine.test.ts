import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { rmSync } from 'node:fs'
import type { EngineEvent, JobDoc, TriggerDoc } from './api.js'
import { ZERO_DATE } from './dates.js'
import { openTestBed, type TestBed } from './test-bed.js'

let bed: TestBed

beforeEach(async () => {
  bed = await openTestBed()
  await bed.engine.start()
})

afterEach(() => bed.close())

/** Says what it was given, as one record. */
const TELL =
  'console.log(JSON.stringify({ type: "info", message: JSON.stringify(Object.fromEntries(Object.entries(process.env).filter(([name]) => /DOC|FIELDS|PAYLOAD|PARAM|MANUAL|TRIGGER|JOB_ID|LIMIT|URL|CRED/.test(name)))) }))'

const heard = (event: EngineEvent | undefined): Record<string, string> =>
  JSON.parse(event?.type === 'record' ? event.record.message : '{}') as Record<string, string>

const records = (): Record<string, string>[] => bed.told.filter(({ type }) => type === 'record').map(heard)

const onOperations = (args = 'io.cozy.bank.operations:CREATED', more: object = {}): Promise<TriggerDoc> =>
  bed.engine.triggers.create(bed.instance, {
    type: '@event',
    arguments: args,
    worker: 'service',
    message: { slug: 'banks', name: 'onOperation' },
    ...more
  })

const write = (doc: object) => bed.instance.documents.put('io.cozy.bank.operations', { ...doc })

describe('a service on an event', () => {
  it('is stored as queued before the write is acknowledged, with the event in it', async () => {
    await bed.addApp('banks', { onOperation: '' })
    const trigger = await onOperations()
    const doc = await write({ label: 'Rent', amount: -800 })
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
    const trigger = await onOperations()
    const doc = await write({ label: 'Rent' })
    await bed.engine.idle()
    const [job] = await bed.jobs()
    expect(job).toMatchObject({ state: 'done', event: null })
    expect(records()).toEqual([
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
    await onOperations('io.cozy.bank.operations:DELETED')
    const doc = await write({ label: 'Rent' })
    const { rev } = await bed.instance.documents.remove('io.cozy.bank.operations', doc._id, doc._rev)
    await bed.engine.idle()
    expect(JSON.parse(records()[0]?.COZY_COUCH_DOC ?? '')).toEqual({ _id: doc._id, _rev: rev, label: 'Rent' })
  })

  it('runs once for each document of a batch, and not for what its trigger is not about', async () => {
    await bed.addApp('banks', { onOperation: '' })
    await onOperations()
    const [one] = await bed.instance.documents.bulk('io.cozy.bank.operations', [
      { label: 'a' },
      { label: 'b' }
    ])
    await bed.instance.documents.put('io.cozy.bank.accounts', { label: 'c' })
    await write({ _id: one?.id, _rev: one && 'rev' in one ? one.rev : '', label: 'A' })
    await bed.engine.idle()
    expect((await bed.jobs()).map(({ state }) => state)).toEqual(['done', 'done'])
  })

  it('fires its own trigger by what it writes, until it writes no more', async () => {
    await bed.addApp('banks', { onOperation: '' })
    await onOperations('io.cozy.bank.operations:CREATED,UPDATED')
    const rounds: Promise<unknown>[] = []
    const first = await write({ round: 0 })
    const again = bed.next('ended').then(() => write({ ...first, round: 1 }))
    rounds.push(again)
    await Promise.all(rounds)
    await bed.engine.idle()
    expect((await bed.jobs()).length).toBe(2)
  })

  it('on jobs does not fire for the jobs that it makes', async () => {
    await bed.addApp('banks', { onOperation: '' })
    await onOperations('io.cozy.jobs:CREATED')
    await bed.engine.push(bed.instance, { worker: 'log', message: 'hello' })
    await bed.engine.idle()
    expect((await bed.jobs()).map(({ worker }) => worker)).toEqual(['log', 'service'])
  })
})

describe('a job that fails', () => {
  const push = (message: unknown, options = {}) =>
    bed.engine.push(bed.instance, { worker: 'service', message, options })

  it('is run a second time, and no more', async () => {
    await bed.addApp('banks', {
      fails: 'console.log(JSON.stringify({ type: "info", message: "tried" })); process.exit(3)'
    })
    const { _id } = await push({ slug: 'banks', name: 'fails' })
    await bed.engine.idle()
    const job = await bed.engine.job(bed.instance, _id)
    expect(job).toMatchObject({ state: 'errored', error: 'exit status 3' })
    expect(job).not.toHaveProperty('executions')
    expect(bed.told.filter(({ type }) => type === 'record').length).toBe(2)
  })

  it('is run once where its options say so, and its limit is theirs', async () => {
    await bed.addApp('banks', {
      hangs:
        'console.log(JSON.stringify({ type: "info", message: process.env.COZY_TIME_LIMIT })); setInterval(() => {}, 1000)'
    })
    const { _id } = await push({ slug: 'banks', name: 'hangs' }, { max_exec_count: 1, timeout: 500_000_000 })
    await bed.engine.idle()
    expect(await bed.engine.job(bed.instance, _id)).toMatchObject({
      state: 'errored',
      error: 'context deadline exceeded',
      options: { max_exec_count: 1, timeout: 500_000_000 }
    })
    expect(
      bed.told
        .filter(({ type }) => type === 'record')
        .map(event => event.type === 'record' && event.record.message)
    ).toEqual(['6'])
  })

  it.each([
    [{ slug: 'nothing', name: 'x' }, 'Application is not installed'],
    [{ slug: 'banks', name: 'nope' }, 'Service "nope" was not found'],
    ['text', 'jobs: message unmarshal'],
    [null, 'jobs: message is nil']
  ])('for %j says %s', async (message, error) => {
    await bed.addApp('banks', { known: '' })
    const { _id } = await push(message)
    await bed.engine.idle()
    expect(await bed.engine.job(bed.instance, _id)).toMatchObject({ state: 'errored', error })
  })

  it('for want of its app or service takes its trigger with it', async () => {
    const trigger = await onOperations()
    await write({})
    await bed.engine.idle()
    await expect(bed.engine.triggers.get(bed.instance, trigger._id)).rejects.toThrow(
      'Trigger with specified ID does not exist'
    )
    await write({})
    expect((await bed.jobs()).length).toBe(1)
  })

  it('says which file its build lacks', async () => {
    await bed.addApp('banks', { here: '' })
    rmSync(bed.fileOf('banks', 'here'))
    const { _id } = await push({ slug: 'banks', name: 'here' })
    await bed.engine.idle()
    expect((await bed.engine.job(bed.instance, _id)).error).toBe(
      `Failed to prepare the job: ${bed.fileOf('banks', 'here')} is not there. Build it, or correct the path in the manifest.`
    )
  })
})

describe('a worker', () => {
  it('that nobody knows is refused', async () => {
    await expect(bed.engine.push(bed.instance, { worker: 'nobody', message: {} })).rejects.toMatchObject({
      status: 404,
      message: 'jobs: could not find worker'
    })
  })

  it('log says its message', async () => {
    await bed.engine.push(bed.instance, { worker: 'log', message: 'hello' })
    await bed.engine.idle()
    expect(bed.told.find(({ type }) => type === 'record')).toMatchObject({
      record: { type: 'info', message: 'hello' }
    })
  })

  it('of the real stack that is not here fails in words', async () => {
    const { _id } = await bed.engine.push(bed.instance, { worker: 'zip', message: {} })
    await bed.engine.idle()
    expect((await bed.engine.job(bed.instance, _id)).error).toBe(
      'Failed to run the job: the worker "zip" does nothing on this stack yet.'
    )
  })

  it('client has its jobs stored and waiting', async () => {
    const { _id } = await bed.engine.push(bed.instance, { worker: 'client', message: {} })
    await bed.engine.idle()
    expect((await bed.engine.job(bed.instance, _id)).state).toBe('queued')
  })

  it('runs no more jobs at once than it has slots', async () => {
    const narrow = await openTestBed({ config: { concurrency: 2 } })
    await narrow.engine.start()
    await narrow.addApp('banks', { known: '' })
    const message = { slug: 'banks', name: 'known' }
    for (let i = 0; i < 6; i++) await narrow.engine.push(narrow.instance, { worker: 'service', message })
    await narrow.engine.idle()
    let running = 0
    const most = Math.max(
      ...narrow.told.map(({ type }) =>
        type === 'started' ? ++running : type === 'ended' ? --running : running
      )
    )
    await narrow.close()
    expect([most, running]).toEqual([2, 0])
  })
})

describe('a konnector', () => {
  const push = (message: object, more: object = {}) =>
    bed.engine.push(bed.instance, { worker: 'konnector', message, ...more })

  it('gets its whole message, its parameters, and how it was started', async () => {
    await bed.addKonnector('demo', TELL)
    await push({ konnector: 'demo', mode: 'ok' }, { manual: true })
    await bed.engine.idle()
    expect(records()[0]).toMatchObject({
      COZY_FIELDS: '{"konnector":"demo","mode":"ok"}',
      COZY_PARAMETERS: '{"locale":"en_US"}',
      COZY_JOB_MANUAL_EXECUTION: 'true'
    })
  })

  it('whose account is gone fails as CouchDB says', async () => {
    await bed.addKonnector('demo', TELL)
    await bed.instance.documents.put('io.cozy.accounts', { _id: 'other' })
    const { _id } = await push({ konnector: 'demo', account: 'none' })
    await bed.engine.idle()
    expect((await bed.engine.job(bed.instance, _id)).error).toBe('CouchDB(not_found): missing')
  })

  it('says none of the secrets of its account', async () => {
    await bed.addKonnector('demo', 'console.log(JSON.stringify({ type: "info", message: "with pa55word" }))')
    await bed.instance.documents.put('io.cozy.accounts', { _id: 'mine', auth: { password: 'pa55word' } })
    await push({ konnector: 'demo', account: 'mine' })
    await bed.engine.idle()
    expect(bed.told.find(({ type }) => type === 'record')).toMatchObject({ record: { message: 'with ***' } })
  })

  it.each([
    ['LOGIN_FAILED', 0],
    ['LOGIN_FAILED.NEEDS_SECRET', 0],
    ['USER_ACTION_NEEDED', 0],
    ['USER_ACTION_NEEDED.CGU_FORM', 1],
    ['VENDOR_DOWN', 1]
  ])('after %s is run by its trigger %i times, and by a launch', async (error, automatic) => {
    await bed.addKonnector(
      'demo',
      `console.log(JSON.stringify({ type: "critical", message: ${JSON.stringify(error)}, no_retry: true }))`
    )
    const trigger = await bed.engine.triggers.create(bed.instance, {
      type: '@event',
      arguments: 'io.cozy.bank.operations',
      worker: 'konnector',
      message: { konnector: 'demo' }
    })
    await write({})
    await bed.engine.idle()
    await write({})
    await bed.engine.idle()
    expect((await bed.jobs()).length).toBe(1 + automatic)
    await bed.engine.triggers.launch(bed.instance, trigger._id)
    await bed.engine.idle()
    expect((await bed.jobs()).length).toBe(2 + automatic)
  })

  it.each(['LOGIN_FAILED', 'USER_ACTION_NEEDED.TWOFA_EXPIRED'])(
    'is not tried again after %s',
    async error => {
      await bed.addKonnector(
        'demo',
        `console.log(JSON.stringify({ type: "error", message: ${JSON.stringify(error)} }))`
      )
      await push({ konnector: 'demo' })
      await bed.engine.idle()
      expect(bed.told.filter(({ type }) => type === 'record').length).toBe(1)
    }
  )

  it('loses its triggers with its account', async () => {
    const account = await bed.instance.documents.put('io.cozy.accounts', { account_type: 'demo' })
    const trigger = (message: object) =>
      bed.engine.triggers.create(bed.instance, {
        type: '@cron',
        arguments: '0 0 5 * * *',
        worker: 'konnector',
        message
      })
    await trigger({ konnector: 'demo', account: account._id })
    const kept = await trigger({ konnector: 'demo', account: 'another' })
    await bed.instance.documents.remove('io.cozy.accounts', account._id, account._rev)
    expect((await bed.engine.triggers.list(bed.instance)).map(({ _id }) => _id)).toEqual([kept._id])
  })
})

describe('the state of a trigger', () => {
  it('is done before its first job', async () => {
    const { _id } = await onOperations()
    expect(await bed.engine.triggers.state(bed.instance, _id)).toEqual({ trigger_id: _id, status: 'done' })
  })

  it('tells of the last run, the last good and the last bad one', async () => {
    await bed.addApp('banks', {
      onOperation: 'process.exit(JSON.parse(process.env.COZY_COUCH_DOC || "{}").code || 0)'
    })
    const { _id } = await onOperations()
    await write({ code: 2 })
    await bed.engine.idle()
    await write({ code: 0 })
    await bed.engine.idle()
    const launched = await bed.engine.triggers.launch(bed.instance, _id)
    await bed.engine.idle()
    const [bad, , manual] = await bed.jobs()
    expect(await bed.engine.triggers.state(bed.instance, _id)).toEqual({
      trigger_id: _id,
      status: 'done',
      last_success: manual?.started_at,
      last_successful_job_id: launched._id,
      last_execution: manual?.started_at,
      last_executed_job_id: launched._id,
      last_failure: bad?.started_at,
      last_failed_job_id: bad?._id,
      last_error: 'exit status 2',
      last_manual_execution: manual?.started_at,
      last_manual_job_id: launched._id
    })
    expect((await bed.engine.triggers.jobs(bed.instance, _id)).map(job => job._id)[0]).toBe(launched._id)
    expect((await bed.engine.triggers.jobs(bed.instance, _id, 2)).length).toBe(2)
  })
})

describe('a trigger', () => {
  const create = (type: string, args: string) =>
    bed.engine.triggers.create(bed.instance, { type, arguments: args, worker: 'log', message: 'fired' })

  it.each([
    ['@never', '', 422, 'Unknown trigger type'],
    ['', '', 422, 'Unknown trigger type'],
    ['@cron', 'whenever', 400, 'Trigger unparsable'],
    ['@at', 'tomorrow', 400, 'Trigger unparsable'],
    ['@event', '', 400, 'Permission scope is empty or malformed']
  ])('%s %j is refused with %i %s', async (type, args, status, message) => {
    await expect(create(type, args)).rejects.toMatchObject({ status, message })
  })

  it('of a kind that is still to come says so', async () => {
    await expect(create('@webhook', '')).rejects.toMatchObject({
      status: 501,
      message: expect.stringContaining('does not exist here yet')
    })
  })

  it('with a debounce that is none is made, with a warning', async () => {
    await onOperations('io.cozy.bank.operations:CREATED', { debounce: '@3m' })
    expect(bed.warnings).toEqual([
      'Trigger @event io.cozy.bank.operations:CREATED: the debounce "@3m" is no duration: there is none'
    ])
  })

  it('of an unknown worker is made, and fires into a warning', async () => {
    const { _id } = await onOperations('io.cozy.bank.operations', { worker: 'nobody' })
    await write({})
    expect(bed.warnings).toEqual([
      `Failed to make the job of the trigger ${_id} (nobody): jobs: could not find worker.`
    ])
  })

  it('follows a change of its arguments, which only @cron may have', async () => {
    const cron = await create('@cron', '0 0 5 * * *')
    const event = await onOperations()
    expect(
      await bed.engine.triggers.update(bed.instance, cron._id, { arguments: '0 0 6 * * *' })
    ).toMatchObject({
      arguments: '0 0 6 * * *'
    })
    await expect(
      bed.engine.triggers.update(bed.instance, event._id, { arguments: 'io.cozy.todos' })
    ).rejects.toThrow('Invalid type for trigger (@cron expected)')
  })

  it('on a date that has passed fires at once, and is gone', async () => {
    const ended = bed.next('ended')
    const at = await create('@at', new Date(Date.now() - 3_600_000).toISOString())
    expect(await ended).toMatchObject({ job: { state: 'done', trigger_id: at._id } })
    await bed.engine.idle()
    expect(await bed.engine.triggers.list(bed.instance)).toEqual([])
  })

  it('on an interval fires again and again, until it is deleted', async () => {
    const every = await create('@every', '1s')
    await bed.next('ended')
    await bed.next('ended')
    await bed.engine.triggers.remove(bed.instance, every._id)
    await bed.engine.idle()
    expect((await bed.jobs()).every(job => job.state === 'done')).toBe(true)
  })

  it('far beyond what a timer takes does not fire before one that is near', async () => {
    await create('@at', '2140-01-01T00:00:00Z')
    const ended = bed.next('ended')
    const near = await create('@in', '50ms')
    expect(await ended).toMatchObject({ job: { trigger_id: near._id } })
    await bed.engine.idle()
    expect((await bed.jobs()).length).toBe(1)
  })

  it('that is held back makes one job of all events of its window, without an event', async () => {
    await bed.addApp('banks', { onOperation: TELL })
    await onOperations('io.cozy.bank.operations', { debounce: '200ms' })
    const ended = bed.next('ended')
    for (let i = 0; i < 3; i++) await write({ i })
    expect(bed.told.map(({ type }) => type)).toEqual(['held'])
    await ended
    await bed.engine.idle()
    expect((await bed.jobs()).length).toBe(1)
    expect(records()[0]?.COZY_COUCH_DOC).toBe('')
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
