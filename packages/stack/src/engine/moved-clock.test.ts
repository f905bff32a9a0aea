import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { openTestBed, type TestBed } from './testing/test-bed.js'

let bed: TestBed

beforeEach(async () => {
  bed = await openTestBed()
  await bed.clock.moveTo(new Date('2027-02-27T12:00:00Z'))
  await bed.engine.start()
})

afterEach(() => bed.close())

const create = async (type: string, args: string, more: object = {}): Promise<string> =>
  (
    await bed.engine.triggers.create(bed.instance, {
      type,
      arguments: args,
      worker: 'log',
      message: type,
      ...more
    })
  )._id

const moveTo = (date: string) => bed.clock.moveTo(new Date(date), { settle: () => bed.engine.fired() })

const queuedAt = async (): Promise<string[]> =>
  (await bed.jobs()).map(({ queued_at }) => queued_at.slice(0, 19))

describe('an engine whose clock is moved', () => {
  it('fires all that is due, in order, each at its own date', async () => {
    await create('@cron', '0 0 5 * * *')
    await create('@at', '2027-03-01T04:59:59Z')
    await create('@in', '36h')
    expect(await moveTo('2027-03-02T12:00:00Z')).toMatchObject({ arrived: true })
    expect(await queuedAt()).toEqual([
      '2027-02-28T05:00:00',
      '2027-03-01T00:00:00',
      '2027-03-01T04:59:59',
      '2027-03-01T05:00:00',
      '2027-03-02T05:00:00'
    ])
  })

  it('goes through a year of a daily trigger, 29 February included', async () => {
    await create('@cron', '0 0 5 * * *')
    await moveTo('2027-12-31T23:59:59Z')
    await bed.clock.moveTo(new Date('2028-01-01T00:00:00Z'))
    const before = (await bed.jobs()).length
    await moveTo('2028-12-31T23:59:59Z')
    const jobs = await queuedAt()
    expect(jobs.length - before).toBe(366)
    expect(jobs).toContain('2028-02-29T05:00:00')
  })

  it('ends the window of a debounce at its date', async () => {
    await create('@event', 'io.cozy.bank.operations', { debounce: '3m' })
    await bed.write({ _id: 'a' })
    await bed.write({ _id: 'b' })
    await moveTo('2027-02-27T12:02:59Z')
    expect(await bed.instance.documents.hasDoctype('io.cozy.jobs')).toBe(false)
    await moveTo('2027-02-27T12:03:00Z')
    expect(await queuedAt()).toEqual(['2027-02-27T12:03:00'])
  })

  it('set back leaves no trigger and no window waiting for the dates that it came from', async () => {
    await moveTo('2028-02-27T12:00:00Z')
    await create('@cron', '0 0 5 * * *')
    await create('@event', 'io.cozy.bank.operations', { debounce: '3m' })
    await bed.write({ _id: 'a' })
    await moveTo('2027-02-27T12:00:00Z')
    await moveTo('2027-02-28T12:00:00Z')
    expect((await bed.jobs()).map(({ message }) => message).sort()).toEqual(['@cron', '@event'])
  })

  it.each(['before', 'after'])('set back counts from then for what was made %s', async when => {
    await moveTo('2028-02-27T12:00:00Z')
    const make = async (): Promise<void> => {
      await create('@in', '1h')
      await create('@every', '90m')
    }
    if (when === 'before') await make()
    await moveTo('2027-02-27T12:00:00Z')
    if (when === 'after') await make()
    await moveTo('2027-02-27T13:45:00Z')
    expect((await bed.jobs()).map(({ message, started_at }) => [message, started_at.slice(11, 16)])).toEqual(
      expect.arrayContaining([
        ['@in', '13:00'],
        ['@every', '13:30']
      ])
    )
    const [trigger] = await bed.engine.triggers.list(bed.instance, { type: '@every' })
    expect(trigger?.cozyMetadata?.createdAt).toMatch(when === 'before' ? /^2028/ : /^2027/)
  })
})
