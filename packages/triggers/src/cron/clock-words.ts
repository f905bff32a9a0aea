import type { Schedule } from './schedule.js'
import { list } from '../words.js'

const MOST_TIMES = 6

/** The hours, minutes and seconds in words: `at 05:00`, `every 15 minutes`, `every hour at minute 30`. */
export function clockWords(schedule: Pick<Schedule, 'hour' | 'minute' | 'second'>): string {
  const [hours, minutes, seconds] = [schedule.hour, schedule.minute, schedule.second].map(({ values }) => [
    ...values
  ])
  return times(hours!, minutes!, seconds!) ?? rhythm(hours!, minutes!, seconds!)
}

/** Few moments of a day are said one by one. */
function times(hours: number[], minutes: number[], seconds: number[]): string | undefined {
  if (hours.length * minutes.length > MOST_TIMES || seconds.length > 1) return undefined
  const second = seconds[0] === 0 ? '' : `:${two(seconds[0]!)}`
  return `at ${list(hours.flatMap(hour => minutes.map(minute => `${two(hour)}:${two(minute)}${second}`)))}`
}

function rhythm(hours: number[], minutes: number[], seconds: number[]): string {
  const parts: string[] = []
  const onZero = seconds.length === 1 && seconds[0] === 0
  if (!onZero) parts.push(unitWords('second', seconds, 60))
  if (minutes.length < 60 || (onZero && minutes.length === 60)) parts.push(unitWords('minute', minutes, 60))
  else if (seconds.length === 1) parts.push('of every minute')
  if (hours.length < 24) parts.push(`of ${unitWords('hour', hours, 24).replace('at ', '')}`)
  else if (minutes.length === 1) parts.unshift('every hour')
  return parts.join(' ')
}

/** `every 15 minutes`, `every minute`, `at minutes 1, 5 and 9`. */
function unitWords(unit: string, values: number[], count: number): string {
  if (values.length === count) return `every ${unit}`
  const step = count / values.length
  if (values.length > 1 && values.every((value, index) => value === index * step))
    return `every ${step} ${unit}s`
  return `at ${unit}${values.length === 1 ? '' : 's'} ${list(values.map(String))}`
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
