import type { Field } from './field.js'
import type { Schedule } from './schedule.js'
import { clockWords } from './clock-words.js'
import { listRuns } from '../words.js'

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
  const fields = [hour, minute, second, schedule.day, schedule.month, schedule.weekday]
  if (fields.some(({ values }) => values.size === 0)) return 'never'
  const clock = clockWords(schedule)
  const days = dayWords(schedule)
  const months = all(schedule.month, 12)
    ? ''
    : `in ${listRuns([...schedule.month.values], month => MONTHS[month - 1]!)}`
  const when = clock.startsWith('at ') ? [days || 'every day', months, clock] : [clock, days, months]
  // The same at every hour of every day: then no clock matters.
  if (all(hour, 24) && days === '' && months === '') return clock
  return [...when.filter(part => part !== ''), zone.name].join(' ')
}

function dayWords({ day, weekday }: Schedule): string {
  const byDay = all(day, 31) ? '' : `on the ${listRuns([...day.values], ordinal)}`
  const byWeekday = all(weekday, 7) ? '' : `every ${listRuns([...weekday.values], index => WEEKDAYS[index]!)}`
  if (day.blank || weekday.blank) {
    return byDay && byWeekday ? `${byDay} if it is ${byWeekday.replace('every ', 'a ')}` : byDay || byWeekday
  }
  // Neither is blank, so one of the two is enough: a field that allows all makes the other void.
  return byDay && byWeekday ? `${byDay} and ${byWeekday}` : ''
}

function all(field: Field, count: number): boolean {
  return field.values.size === count
}

function ordinal(day: number): string {
  const suffix = day > 10 && day < 14 ? 'th' : ({ 1: 'st', 2: 'nd', 3: 'rd' }[day % 10] ?? 'th')
  return `${day}${suffix}`
}
