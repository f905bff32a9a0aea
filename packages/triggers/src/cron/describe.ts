import type { Field } from './field.js'
import type { Schedule } from './schedule.js'
import { clockWords } from './clock-words.js'
import { list } from '../words.js'

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December'
]
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** A schedule in words: `every Monday at 08:30 UTC`. */
export function describeSchedule(schedule: Schedule): string {
  const { hour, minute, second, zone } = schedule
  if (
    [hour, minute, second, schedule.day, schedule.month, schedule.weekday].some(
      ({ values }) => values.size === 0
    )
  ) {
    return 'never'
  }
  const clock = clockWords(schedule)
  const days = dayWords(schedule)
  const months = all(schedule.month, 12) ? '' : `in ${list(names(schedule.month, MONTHS, 1))}`
  const when = clock.startsWith('at ')
    ? [days || 'every day', months, clock]
    : [clock, days && onlyOn(days), months]
  return [...when.filter(part => part !== ''), zone.name].join(' ')
}

function dayWords({ day, weekday }: Schedule): string {
  const byDay = all(day, 31) ? '' : `on the ${list([...day.values].map(ordinal))}`
  const byWeekday = all(weekday, 7) ? '' : `every ${list(names(weekday, WEEKDAYS, 0))}`
  if (day.blank || weekday.blank) {
    return byDay && byWeekday ? `${byDay} if it is ${byWeekday.replace('every ', 'a ')}` : byDay || byWeekday
  }
  // Neither is blank, so one of the two is enough: a field that allows all makes the other void.
  return byDay && byWeekday ? `${byDay} and ${byWeekday}` : ''
}

function onlyOn(days: string): string {
  return days.startsWith('every ') ? `on ${days}` : days
}

function all(field: Field, count: number): boolean {
  return field.values.size === count
}

function names(field: Field, words: readonly string[], first: number): string[] {
  return [...field.values].map(value => words[value - first]!)
}

function ordinal(day: number): string {
  const suffix = day > 10 && day < 14 ? 'th' : ({ 1: 'st', 2: 'nd', 3: 'rd' }[day % 10] ?? 'th')
  return `${day}${suffix}`
}
