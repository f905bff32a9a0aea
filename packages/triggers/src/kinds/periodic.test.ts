import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Period } from '../periodic/parse.js'
import { parseTrigger, parseTriggerText } from '../parse.js'

const datesOf = (text: string, seed: string, count = 40): Date[] => {
  const trigger = parseTrigger({
    type: text.split(' ')[0]!,
    arguments: text.split(' ').slice(1).join(' '),
    seed
  })
  const dates: Date[] = []
  let last = new Date('2024-01-15T12:34:56Z')
  for (let i = 0; i < count; i++) dates.push((last = trigger.next(last)!))
  return dates
}

const SEEDS = fc.string({ minLength: 1, maxLength: 30 })

const holds = (text: string, check: (dates: Date[]) => void): void => {
  fc.assert(
    fc.property(SEEDS, seed => check(datesOf(text, seed))),
    { numRuns: 60 }
  )
}

/** The gaps between dates, in days. */
const gaps = (dates: Date[]): Set<number> =>
  new Set(dates.slice(1).map((date, i) => (date.getTime() - dates[i]!.getTime()) / 86_400_000))

describe('the kinds that leave the moment to the stack', () => {
  it.each([
    ['@daily', 0, 24, [1]],
    ['@daily before 5am', 0, 5, [1]],
    ['@daily after 10pm', 22, 24, [1]],
    ['@daily between 8am and 6pm', 8, 18, [1]],
    ['@daily after 11pm before 12am', 23, 24, [1]],
    ['@daily between 12am and 12pm', 0, 12, [1]],
    ['@weekly between 9pm and 12am', 21, 24, [7]],
    ['@hourly', 0, 24, [1 / 24]],
    ['@hourly before 5am', 0, 24, [1 / 24]]
  ])('%s fires from %i to %i h, once a period', (text, from, until, periods) => {
    holds(text, dates => {
      expect([...gaps(dates)]).toEqual(periods)
      for (const date of dates) {
        expect(date.getUTCHours()).toBeGreaterThanOrEqual(from)
        expect(date.getUTCHours()).toBeLessThan(until)
      }
    })
  })

  it.each([
    ['@weekly', [0, 1, 2, 3, 4, 5, 6]],
    ['@weekly on monday', [1]],
    ['@weekly on mon,wed,fri', [1, 3, 5]],
    ['@weekly on wed-fri', [3, 4, 5]],
    ['@weekly on fri-mon', [5, 6, 0, 1]],
    ['@weekly on weekday,saturday', [1, 2, 3, 4, 5, 6]],
    ['@weekly on weekend before 9am', [0, 6]],
    ['@weekly on mon on tue', [2]]
  ])('%s fires on one of the days %j', (text, days) => {
    holds(text, dates => {
      expect(days).toContain(dates[0]!.getUTCDay())
      expect(new Set(dates.map(date => date.getUTCDay())).size).toBe(1)
    })
  })

  it.each([
    ['@monthly', 1, 28],
    ['@monthly on the 1', 1, 1],
    ['@monthly on the 1-3,5-7', 1, 7],
    ['@monthly on the 28 after 10pm', 28, 28]
  ])('%s fires once each month, on a day from %i to %i', (text, from, to) => {
    holds(text, dates => {
      expect(new Set(dates.map(date => date.getUTCDate())).size).toBe(1)
      expect(dates[0]!.getUTCDate()).toBeGreaterThanOrEqual(from)
      expect(dates[0]!.getUTCDate()).toBeLessThanOrEqual(to)
      expect(new Set(dates.slice(0, 12).map(date => date.getUTCMonth())).size).toBe(12)
    })
  })

  it('spreads over the whole window, and stays where it is for one seed', () => {
    const hours = Array.from({ length: 400 }, (_, i) => datesOf('@daily', `cozy/${i}`, 1)[0]!.getUTCHours())
    expect(new Set(hours).size).toBe(24)
    expect(datesOf('@monthly', 'a')).toEqual(datesOf('@monthly', 'a'))
  })

  it.each<[Period, string, string]>([
    ['@daily', 'before 25pm', '"25pm" is no hour'],
    ['@daily', 'before 0am', '"0am" is no hour'],
    ['@daily', 'before 5', '"5" is no hour'],
    ['@daily', 'on monday', 'a day of the week is for @weekly alone'],
    ['@daily', 'on the 1-5', 'a day of the month is for @monthly alone'],
    ['@weekly', 'on the 1-15', 'a day of the month is for @monthly alone'],
    ['@monthly', 'on monday', 'a day of the week is for @weekly alone'],
    ['@monthly', 'on 1-5', 'a day of the week is for @weekly alone'],
    ['@weekly', 'xyz', 'nothing is meant by "xyz"'],
    ['@weekly', 'on', 'a day of the week must follow "on"'],
    ['@weekly', 'on xyz', '"xyz" is no day of the week'],
    ['@weekly', 'on mon,', '"mon," is no day of the week'],
    ['@weekly', 'on mon-', '"mon-" is no day of the week'],
    ['@weekly', 'on -mon', '"-mon" is no day of the week'],
    ['@weekly', 'on mon-mon', '"mon-mon" is no day of the week'],
    ['@weekly', 'on mon-weekend', '"mon-weekend" is no day of the week'],
    ['@weekly', 'on Monday', '"Monday" is no day of the week'],
    ['@weekly', 'after', 'an hour must follow "after"'],
    ['@weekly', 'between 8am and 8am', 'its hours end before they begin'],
    ['@weekly', 'between 9pm and 3am', 'its hours end before they begin'],
    ['@monthly', 'on the', 'a day of the month must follow "the"'],
    ['@monthly', 'on the 5-1', '"5-1" is no day of the month'],
    ['@monthly', 'on the 5-5', '"5-5" is no day of the month'],
    ['@monthly', 'on the 32', '"32" is no day of the month'],
    ['@monthly', 'on the 0', '"0" is no day of the month']
  ])('%s %s is refused: %s', (type, args, why) => {
    expect(() => parseTrigger({ type, arguments: args })).toThrow(
      expect.objectContaining({ code: 'bad-period', stackMessage: 'Trigger unparsable', why })
    )
  })

  it('points at the word that is wrong and says what to write', () => {
    expect(() => parseTriggerText('@daily before 25pm')).toThrow(
      expect.objectContaining({
        part: '25pm',
        position: 14,
        message:
          'Failed to read the trigger "@daily before 25pm": "25pm" is no hour. Write for example "before 5am".'
      })
    )
  })

  it('is said in words', () => {
    const trigger = parseTrigger({ type: '@weekly', arguments: 'on monday', seed: 'x' })
    expect(trigger.describe()).toMatch(/^every Monday at \d\d:\d\d(:\d\d)? UTC$/)
  })

  it.each([
    ['@hourly before 5am', ['"before 5am" changes nothing: @hourly fires in every hour']],
    [
      '@monthly on the 31',
      ['"on the 31" may fire on a day that not every month has: the month passes without a run then']
    ],
    ['@daily before 5am', []]
  ])('%s warns: %j', (text, warnings) => {
    expect(parseTriggerText(text).warnings).toEqual(warnings)
  })
})

describe('the kinds that wait for a request', () => {
  it.each([
    ['@webhook', 'when its webhook is called'],
    ['@client', 'when a client launches it']
  ])('%s never fires by itself', (text, words) => {
    const trigger = parseTriggerText(text)
    expect(trigger.next(new Date())).toBeUndefined()
    expect(trigger.describe()).toBe(words)
    expect(trigger.warnings).toEqual([])
    expect(parseTriggerText(`${text} x`).warnings).toHaveLength(1)
  })
})
