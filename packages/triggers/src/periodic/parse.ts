import { TriggerError } from '../errors.js'
import { readDates, readWeekdays } from './days.js'
import { readHour } from './hour.js'

/** The kinds that name a period and leave the moment within it to the stack. */
export type Period = '@hourly' | '@daily' | '@weekly' | '@monthly'

/** Which moments of a period are allowed. */
export interface Window {
  /** Days of the month. */
  dates: readonly number[]
  /** 0 for Sunday. */
  weekdays: readonly number[]
  /** The first hour that is allowed, 0 to 23. */
  from: number
  /** The first hour that is not any more, 1 to 24. */
  until: number
}

/** Every month has these. */
const SAFE_DATES = Array.from({ length: 28 }, (_, i) => i + 1)

const WEEK = [0, 1, 2, 3, 4, 5, 6]

/** What stands between white space as Go's `strings.Fields` has it. */
const WORD = /(?:[^\s\u0085]|\ufeff)+/g

interface Word {
  text: string
  at: number
}

/** Reads `on monday between 8am and 6pm` by the rules of model/job/periodic_parser.go. */
export function parseWindow(period: Period, args: string): Window {
  const words = [...args.matchAll(WORD)].map(match => ({ text: match[0], at: match.index }))
  const window: Window = { dates: SAFE_DATES, weekdays: WEEK, from: 0, until: 24 }
  const refuse = (why: string, advice: string, word?: Word): TriggerError =>
    new TriggerError({
      code: 'bad-period',
      subject: `the trigger ${JSON.stringify(`${period} ${args}`)}`,
      why,
      advice,
      part: word?.text ?? args,
      position: word?.at ?? 0
    })

  /** The word behind `word`, read; each keyword has one. */
  const follow = <T>(word: Word, what: string, read: (text: string) => T | undefined, sample: string): T => {
    const next = words.shift()
    const advice = `Write for example "${sample}"`
    if (next === undefined) throw refuse(`${what} must follow "${word.text}"`, advice, word)
    const value = read(next.text)
    if (value === undefined) throw refuse(`"${next.text}" is no ${what.replace(/^an? /, '')}`, advice, next)
    return value
  }

  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    switch (word.text) {
      case 'on':
        if (words[0]?.text === 'the') {
          const the = words.shift()!
          if (period !== '@monthly')
            throw refuse('a day of the month is for @monthly alone', onAdvice(period), word)
          window.dates = follow(the, 'a day of the month', readDates, 'on the 1-5')
        } else {
          if (period !== '@weekly')
            throw refuse('a day of the week is for @weekly alone', onAdvice(period), word)
          window.weekdays = follow(word, 'a day of the week', readWeekdays, 'on mon-fri')
        }
        break
      case 'before':
      case 'and':
        window.until = follow(word, 'an hour', readHour, `${word.text} 5am`) || 24
        break
      case 'after':
      case 'between':
        window.from = follow(word, 'an hour', readHour, `${word.text} 10pm`)
        break
      default:
        throw refuse(`nothing is meant by "${word.text}"`, onAdvice(period), word)
    }
  }
  if (window.from >= window.until) {
    throw refuse('its hours end before they begin', 'Write for example "between 8am and 6pm"')
  }
  return window
}

function onAdvice(period: Period): string {
  const days = { '@weekly': '"on mon-fri", ', '@monthly': '"on the 1-5", ' }
  const own = period === '@weekly' || period === '@monthly' ? days[period] : ''
  return `Write ${own}"before 5am", "after 10pm" or "between 8am and 6pm"`
}
