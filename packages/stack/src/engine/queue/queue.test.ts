import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { openTestBed, type TestBed } from '../testing/test-bed.js'

let bed: TestBed

beforeEach(async () => {
  bed = await openTestBed()
  await bed.engine.start()
})

afterEach(() => bed.close())

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
