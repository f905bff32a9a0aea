import { describe, expect, it } from '@jest/globals'
import { parseTrigger } from '../parse.js'
import { bruteForceCron } from './brute-force.js'

const MOMENTS = 6

/** The next dates of a trigger, each asked for from the one before, as the engine does. */
const datesOf = (type: string, args: string, after: Date, start = after, count = MOMENTS): Date[] => {
  const trigger = parseTrigger({ type, arguments: args })
  const found: Date[] = []
  for (let from = after; found.length < count; from = found.at(-1)!) {
    const next = trigger.next(from, start)
    if (!next) break
    found.push(next)
  }
  return found
}

/** Days and moments at which calendars are hard: leap years and a century without, ends of months and years. */
const STARTS = [
  '2024-02-28T23:59:59.999Z',
  '2024-02-29T00:00:00Z',
  '2023-02-28T23:59:59Z',
  '2027-12-31T23:59:58.500Z',
  '2028-01-01T00:00:00Z',
  '2027-04-30T23:59:59Z',
  '2027-03-31T04:59:59.001Z',
  '2027-10-31T01:30:00Z',
  '2096-02-29T12:00:00Z',
  '2099-12-31T23:59:59Z',
  '2000-02-29T05:00:00Z',
  '1999-12-31T23:59:59Z'
]

const EXPRESSIONS = [
  '0 0 5 * * *',
  '0 5 * * *',
  '0 0 0 29 2 *',
  '59 59 23 28-29 feb ?',
  '0 0 0 29 2 mon',
  '0 0 0 29 2 */2',
  '0 0 12 31 * *',
  '0 0 12 30 * ?',
  '59 59 23 31 12 *',
  '0 0 0 1 1 *',
  '0 0 0 1 1 ?',
  '0 30 8 ? JAN-MAR MON,WED',
  '0 0 0 13 * FRI',
  '0 0 0 */10 * FRI',
  '0 0 0 */1 * FRI',
  '0 0 0 1-7 * 0',
  '0 0 0 31 2,4,6,9,11 *',
  '0 0 0 31 * 1-5',
  '*/7 */13 */5 * * *',
  '5/20 10 3,15 10-20/3 */4 *',
  '0 0-10/5,50 22-23 28-31 * *',
  '0 15 10 ? * sat-sat',
  '30 * * 29 2 *',
  '* * * * * *'
]

describe('the dates of @cron', () => {
  it.each(EXPRESSIONS)('%s: as a search over every day finds them', expression => {
    for (const start of STARTS) {
      const after = new Date(start)
      const dates = datesOf('@cron', expression, after).map(date => date.toISOString())
      const expected = bruteForceCron(expression, after, MOMENTS).map(date => date.toISOString())
      expect({ start, dates }).toEqual({ start, dates: expected })
    }
  })

  // Read off a calendar by hand: the search itself must be right, too.
  it.each([
    ['0 0 0 29 2 *', '2024-02-29T00:00:00Z', ['2028-02-29T00:00:00', '2032-02-29T00:00:00']],
    ['0 0 12 31 * *', '2027-01-31T12:00:00Z', ['2027-03-31T12:00:00', '2027-05-31T12:00:00']],
    ['59 59 23 31 12 *', '2027-12-31T23:59:58Z', ['2027-12-31T23:59:59', '2028-12-31T23:59:59']],
    ['0 0 0 13 * FRI', '2027-08-01T00:00:00Z', ['2027-08-06T00:00:00', '2027-08-13T00:00:00']],
    ['0 0 0 ? * FRI', '2027-12-31T00:00:00Z', ['2028-01-07T00:00:00', '2028-01-14T00:00:00']],
    ['0 0 0 31 2 *', '2027-01-01T00:00:00Z', []]
  ])('%s after %s', (expression, start, expected) => {
    const iso = (date: Date): string => date.toISOString().slice(0, 19)
    expect(datesOf('@cron', expression, new Date(start), undefined, 2).map(iso)).toEqual(expected)
    expect(bruteForceCron(expression, new Date(start), 2).map(iso)).toEqual(expected)
  })
})

describe('the dates of @every', () => {
  // robfig/cron drops what is below a second, of the start and of the interval; one second is the least.
  it.each([
    ['1s', 1],
    ['1m30s', 90],
    ['24h', 86_400],
    ['1h1m1.9s', 3_661],
    ['20ms', 1],
    ['720h', 2_592_000]
  ])('%s lie %d s apart, over leap days and ends of years', (args, seconds) => {
    for (const start of STARTS) {
      const from = new Date(start)
      const first = Math.floor(from.getTime() / 1000)
      const expected = Array.from({ length: MOMENTS }, (_, i) => new Date((first + (i + 1) * seconds) * 1000))
      expect({ start, dates: datesOf('@every', args, from) }).toEqual({ start, dates: expected })
    }
  })
})

describe('the dates of @at and @in', () => {
  it.each([
    ['@at', '2028-02-29T23:59:59Z', '2028-02-29T23:59:59.000Z'],
    ['@at', '2028-03-01T00:30:00+02:00', '2028-02-29T22:30:00.000Z'],
    ['@at', '2027-12-31T23:30:00-01:00', '2028-01-01T00:30:00.000Z'],
    ['@in', '48h', '2027-03-01T12:00:00.000Z'],
    ['@in', '8760h', '2028-02-27T12:00:00.000Z'],
    ['@in', '8808h', '2028-02-29T12:00:00.000Z'],
    ['@in', '-1h', '2027-02-27T12:00:00.001Z'],
    ['@at', '2020-01-01T00:00:00Z', '2027-02-27T12:00:00.001Z']
  ])('%s %s comes once', (type, args, expected) => {
    const start = new Date('2027-02-27T12:00:00Z')
    expect(datesOf(type, args, start).map(date => date.toISOString())).toEqual([expected])
  })
})
