import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { openTestBed, TELL, type TestBed } from '../testing/test-bed.js'

let bed: TestBed

beforeEach(async () => {
  bed = await openTestBed()
  await bed.engine.start()
})

afterEach(() => bed.close())

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

  it('without arguments is named by its kind in a warning', async () => {
    await bed.engine.triggers.create(bed.instance, {
      type: '@webhook',
      arguments: '',
      worker: 'service',
      message: {}
    })
    expect(bed.warnings).toEqual([
      'Trigger @webhook: its message names no app in "slug", so that every job fails'
    ])
  })

  it('with a debounce that is none is made, with a warning', async () => {
    await bed.onOperations('io.cozy.bank.operations:CREATED', { debounce: '@3m' })
    expect(bed.warnings).toEqual([
      'Trigger @event io.cozy.bank.operations:CREATED: the debounce "@3m" is no duration: there is none'
    ])
  })

  it('of an unknown worker is made, and fires into a warning', async () => {
    const { _id } = await bed.onOperations('io.cozy.bank.operations', { worker: 'nobody' })
    await bed.write({})
    expect(bed.warnings).toEqual([
      'Trigger @event io.cozy.bank.operations: there is no worker "nobody": it never makes a job',
      `Failed to make the job of the trigger ${_id} (nobody): jobs: could not find worker.`
    ])
  })

  it('follows a change of its arguments, which only @cron may have', async () => {
    const cron = await create('@cron', '0 0 5 * * *')
    const event = await bed.onOperations()
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
    await bed.onOperations('io.cozy.bank.operations', { debounce: '200ms' })
    const ended = bed.next('ended')
    for (let i = 0; i < 3; i++) await bed.write({ i })
    expect(bed.told.map(({ type }) => type)).toEqual(['held'])
    await ended
    await bed.engine.idle()
    expect((await bed.jobs()).length).toBe(1)
    expect(bed.environments()[0]?.COZY_COUCH_DOC).toBe('')
  })
})
