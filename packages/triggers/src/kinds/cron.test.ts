import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { TriggerError } from '../errors.js'
import { parseCron } from './cron.js'

function refusal(text: string): string {
  try {
    parseCron(text)
  } catch (error) {
    if (error instanceof TriggerError) return error.message
    throw error
  }
  throw new Error(`${text} was accepted`)
}

function moments(text: string, after: string, count: number): string[] {
  const cron = parseCron(text)
  const found: string[] = []
  let from = new Date(after)
  while (found.length < count) {
    const next = cron.next(from)
    if (next === undefined) return [...found, 'never']
    found.push(next.toISOString().replace('.000Z', ''))
    from = next
  }
  return found
}

describe('what a cron expression may be', () => {
  it.each([
    ['0 0 5 * * *', '2024-01-01T05:00:00'],
    ['0 5 * * *', '2024-01-01T05:00:00'],
    [' 0\t0  5 * * * ', '2024-01-01T05:00:00'],
    ['0 30 8 ? JAN-MAR MON,WED', '2024-01-01T08:30:00'],
    ['0 0 12 ? * sun', '2024-01-07T12:00:00'],
    ['0 5/10 * * * *', '2024-01-01T00:05:00'],
    ['0 0 0 5/10 * *', '2024-01-05T00:00:00'],
    ['+7 007 1 * * *', '2024-01-01T01:07:07'],
    ['*-5 0 0 * * *', '2024-01-01T00:00:01'],
    ['0,, 0 1 * * *', '2024-01-01T01:00:00'],
    ['0 0 3-23/7 * * *', '2024-01-01T03:00:00'],
    ['0 0 0 1 */5 *', '2024-06-01T00:00:00'],
    ['@hourly', '2024-01-01T01:00:00'],
    ['@daily', '2024-01-02T00:00:00'],
    ['@midnight', '2024-01-02T00:00:00'],
    ['@weekly', '2024-01-07T00:00:00'],
    ['@monthly', '2024-02-01T00:00:00'],
    ['@yearly', '2025-01-01T00:00:00'],
    ['@annually', '2025-01-01T00:00:00'],
    ['@every 1h30m', '2024-01-01T01:30:00'],
    ['TZ=Europe/Paris 0 0 5 * * *', '2024-01-01T04:00:00'],
    ['CRON_TZ=Asia/Kolkata 0 0 5 * * *', '2024-01-01T23:30:00']
  ])('takes "%s"', (text, first) => {
    expect(moments(text, '2024-01-01T00:00:00Z', 1)).toEqual([first])
  })

  it.each([
    ['', 'it is empty'],
    ['5 5', 'it has 2 fields'],
    ['0 0 0 0 * * * *', 'it has 8 fields'],
    ['0 0 0 * * 7', '"7" goes above 6. A day of week is 0-6; Sunday is 0.'],
    ['0 0 0 * * 5#1', '"5#1" is no number'],
    ['0 0 0 L * *', '"L" is no number'],
    ['0 0 0 15W * *', '"15W" is no number'],
    ['0 0 24 * * *', 'in the field for the hour, "24" goes above 23. An hour is 0-23.'],
    ['60 0 0 * * *', 'in the field for the second, "60" goes above 59'],
    ['0 0 0 0 * *', 'in the field for the day of month, "0" starts below 1'],
    ['0 0 0 * 13 *', 'in the field for the month, "13" goes above 12'],
    ['0 0 0 * * FRI-MON', '"FRI-MON" ends before it starts'],
    ['0 0 0 * * MONDAY', '"MONDAY" is no number. A day of week is 0-6 or sun-sat'],
    ['0 0 JAN * * *', '"JAN" is no number'],
    ['0 */0 * * * *', 'the step of "*/0" is 0'],
    ['0 */5/2 * * * *', 'more than one /'],
    ['0 1-2-3 * * * *', 'more than one -'],
    ['0 5- * * * *', 'a number is missing'],
    ['0 -5 * * * *', 'a number is missing'],
    ['0 */x * * * *', '"x" is no number'],
    ['0 1.5 * * * *', '"1.5" is no number'],
    ['0 99999999999999999999 * * * *', 'is no number'],
    ['@reboot', 'there is no descriptor "@reboot"'],
    ['@toString', 'there is no descriptor'],
    [' @daily', 'it has 1 field.'],
    ['@every', 'there is no descriptor "@every"'],
    ['@every 1d', 'there is no unit "d"'],
    ['TZ=Mars/Olympus 0 0 5 * * *', 'there is no time zone "Mars/Olympus"'],
    ['TZ=+01:00 0 0 5 * * *', 'there is no time zone "+01:00"'],
    ['TZ=UTC', 'no fields follow the time zone']
  ])('refuses "%s"', (text, why) => {
    expect(refusal(text)).toContain(why)
  })
})

describe('when it fires', () => {
  it('finds each 29 February', () => {
    expect(moments('0 0 0 29 2 *', '2023-01-01T00:00:00Z', 3)).toEqual([
      '2024-02-29T00:00:00',
      '2028-02-29T00:00:00',
      '2032-02-29T00:00:00'
    ])
  })

  it('gives up after five years, as around 2100, which is no leap year', () => {
    expect(moments('0 0 0 29 2 *', '2096-03-01T00:00:00Z', 1)).toEqual(['never'])
    expect(moments('0 0 0 29 2 *', '2099-03-01T00:00:00Z', 1)).toEqual(['2104-02-29T00:00:00'])
  })

  it('never comes to an impossible date, and says so', () => {
    const cron = parseCron('0 0 0 30 2 *')
    expect(cron.next(new Date('2024-01-01T00:00:00Z'))).toBeUndefined()
    expect(cron.warnings).toEqual([expect.stringContaining('never fires')])
  })

  it('never comes when a field allows nothing', () => {
    expect(moments(', * * * * *', '2024-01-01T00:00:00Z', 1)).toEqual(['never'])
    expect(parseCron(', * * * * *').describe()).toBe('never')
  })

  it('takes either day when both are restricted, both when one is blank', () => {
    expect(moments('0 0 0 13 * FRI', '2024-09-01T00:00:00Z', 3)).toEqual([
      '2024-09-06T00:00:00',
      '2024-09-13T00:00:00',
      '2024-09-20T00:00:00'
    ])
    expect(moments('0 0 0 ? * FRI', '2024-09-01T00:00:00Z', 1)).toEqual(['2024-09-06T00:00:00'])
    expect(moments('0 0 0 */2 * FRI', '2024-09-01T00:00:00Z', 1)).toEqual(['2024-09-03T00:00:00'])
  })

  it('skips the hour that spring skips and repeats the one that autumn repeats', () => {
    expect(moments('TZ=Europe/Paris 0 30 2 * * *', '2024-03-30T12:00:00Z', 1)).toEqual([
      '2024-04-01T00:30:00'
    ])
    expect(moments('TZ=Europe/Paris 0 30 2 * * *', '2024-10-26T12:00:00Z', 2)).toEqual([
      '2024-10-27T00:30:00',
      '2024-10-27T01:30:00'
    ])
  })

  it('counts from the next whole second', () => {
    expect(moments('* * * * * *', '2024-01-01T00:00:00.999Z', 1)).toEqual(['2024-01-01T00:00:01'])
  })

  it('ends where dates end', () => {
    expect(parseCron('* * * * * *').next(new Date(8.64e15))).toBeUndefined()
  })
})

describe('the next moment', () => {
  const number = (min: number, max: number) => fc.integer({ min, max })
  const item = (min: number, max: number) =>
    fc.oneof(
      fc.constant({ text: '*', allows: () => true, blank: true }),
      number(min, max).map(n => ({ text: `${n}`, allows: (v: number) => v === n, blank: false })),
      fc.tuple(number(min, max), number(min, max)).map(([a, b]) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)]
        return { text: `${low}-${high}`, allows: (v: number) => v >= low && v <= high, blank: false }
      }),
      fc.tuple(number(min, max), number(2, max)).map(([start, step]) => ({
        text: `${start}/${step}`,
        allows: (v: number) => v >= start && (v - start) % step === 0,
        blank: false
      }))
    )

  it('is the first second of a scan that the fields allow', () => {
    const fields = fc.tuple(item(0, 59), item(0, 59), item(0, 23))
    const start = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2030, 0, 1) })
    fc.assert(
      fc.property(fields, start, ([second, minute, hour], after) => {
        let time = (Math.floor(after / 1_000) + 1) * 1_000
        const allowed = (date: Date) =>
          second.allows(date.getUTCSeconds()) &&
          minute.allows(date.getUTCMinutes()) &&
          hour.allows(date.getUTCHours())
        while (!allowed(new Date(time))) time += 1_000
        const cron = parseCron(`${second.text} ${minute.text} ${hour.text} * * *`)
        expect(cron.next(new Date(after))?.getTime()).toBe(time)
      }),
      { numRuns: 30 }
    )
  })

  it('is the first day of a scan that the fields allow', () => {
    const fields = fc.tuple(item(1, 31), item(1, 12), item(0, 6))
    const start = fc.integer({ min: 0, max: 40_000 }).map(days => days * 86_400_000)
    fc.assert(
      fc.property(fields, start, ([day, month, weekday], after) => {
        const fits = (date: Date) => {
          const [byDay, byWeekday] = [day.allows(date.getUTCDate()), weekday.allows(date.getUTCDay())]
          const either = day.blank || weekday.blank ? byDay && byWeekday : byDay || byWeekday
          return either && month.allows(date.getUTCMonth() + 1)
        }
        const lastYear = new Date(after).getUTCFullYear() + 5
        let date = new Date(after + 86_400_000)
        while (date.getUTCFullYear() <= lastYear && !fits(date)) date = new Date(date.getTime() + 86_400_000)
        const expected = date.getUTCFullYear() <= lastYear ? date : undefined
        const cron = parseCron(`0 0 0 ${day.text} ${month.text} ${weekday.text}`)
        expect(cron.next(new Date(after))).toEqual(expected)
      }),
      { numRuns: 300 }
    )
  })
})

describe('in words', () => {
  it.each([
    ['0 0 5 * * *', 'every day at 05:00 UTC'],
    ['15 54 4 * * 5', 'every Friday at 04:54:15 UTC'],
    ['0 0 5,17 * * *', 'every day at 05:00 and 17:00 UTC'],
    ['0 */15 * * * *', 'every 15 minutes'],
    ['* * * * * *', 'every second'],
    ['0 * * * * *', 'every minute'],
    ['30 * * * * *', 'at second 30 of every minute'],
    ['0 30 * * * *', 'every hour at minute 30'],
    ['30 5 * * * *', 'every hour at minute 5, second 30'],
    ['*/10 5 * * * *', 'every 10 seconds in minute 5'],
    ['0 0/10 9-17 * * MON-FRI', 'every 10 minutes in the hours 9 to 17 every Monday to Friday UTC'],
    ['0 0 0 1,2,22 * *', 'on the 1st, 2nd and 22nd at 00:00 UTC'],
    ['0 0 0 13 * FRI', 'on the 13th and every Friday at 00:00 UTC'],
    ['0 30 8 ? JAN-MAR *', 'every day in January to March at 08:30 UTC'],
    ['TZ=Europe/Paris 0 0 5 * * *', 'every day at 05:00 Europe/Paris']
  ])('"%s" is said as: %s', (text, words) => {
    expect(parseCron(text).describe()).toBe(words)
  })
})

describe('what is surely a mistake', () => {
  it('is a fifth field too few', () => {
    expect(parseCron('0 5 * * *').warnings).toEqual([
      '"0 5 * * *" has five fields: they are read without seconds, as "0 0 5 * * *"; write all six'
    ])
  })

  it('is each second of a minute that was meant to be one moment', () => {
    expect(parseCron('* 0 5 * * *').warnings).toEqual([expect.stringContaining('fires every second')])
  })

  it('is not each second of all time, nor a sound expression', () => {
    expect(parseCron('* * * * * *').warnings).toEqual([])
    expect(parseCron('0 0 5 29 2 MON').warnings).toEqual([])
  })
})
