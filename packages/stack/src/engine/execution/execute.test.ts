import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { rmSync } from 'node:fs'
import { openTestBed, type TestBed } from '../testing/test-bed.js'

let bed: TestBed

beforeEach(async () => {
  bed = await openTestBed()
  await bed.engine.start()
})

afterEach(() => bed.close())

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
    expect(bed.lines.filter(line => line.startsWith('error'))).toEqual([
      `error    banks/fails ${_id.slice(-8)}: failed (execution 1 of 2 at most): exit status 3`,
      `error    banks/fails ${_id.slice(-8)}: failed (execution 2 of 2 at most): exit status 3`
    ])
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

  it('is none for the log worker where its trigger has no message, as on the real stack', async () => {
    const own = await bed.engine.push(bed.instance, { worker: 'log', message: null })
    const trigger = await bed.engine.triggers.create(bed.instance, {
      type: '@every',
      arguments: '1h',
      worker: 'log',
      message: null
    })
    const fired = await bed.engine.triggers.launch(bed.instance, trigger._id)
    await bed.engine.idle()
    const states = [own, fired].map(async ({ _id }) => (await bed.engine.job(bed.instance, _id)).state)
    expect(await Promise.all(states)).toEqual(['errored', 'done'])
  })

  it('for want of its app or service takes its trigger with it', async () => {
    const trigger = await bed.onOperations()
    await bed.write({})
    await bed.engine.idle()
    await expect(bed.engine.triggers.get(bed.instance, trigger._id)).rejects.toThrow(
      'Trigger with specified ID does not exist'
    )
    await bed.write({})
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
