import type { Schedule } from './schedule.js'
import { list, listRuns } from '../words.js'

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
  const steady = [minutes, seconds].every(values => values.length === 1)
  const parts = steady
    ? [`every hour at ${minuteWords(minutes[0]!, seconds[0]!)}`]
    : frequency(minutes, seconds)
  // One minute and second, but too many hours to say each moment.
  if (hours.length < 24) parts.push(`in the hour${hours.length === 1 ? '' : 's'} ${listRuns(hours)}`)
  return parts.join(' ')
}

function minuteWords(minute: number, second: number): string {
  return second === 0 ? `minute ${minute}` : `minute ${minute}, second ${second}`
}

function frequency(minutes: number[], seconds: number[]): string[] {
  if (seconds.length === 1 && seconds[0] === 0) return [unitWords('minute', minutes)]
  if (minutes.length < 60)
    return [unitWords('second', seconds), unitWords('minute', minutes).replace(/^at/, 'in')]
  return [unitWords('second', seconds), ...(seconds.length === 1 ? ['of every minute'] : [])]
}

/** Of sixty: `every 15 minutes`, `every minute`, `at minutes 1, 5 and 9`. */
function unitWords(unit: string, values: number[]): string {
  if (values.length === 60) return `every ${unit}`
  const step = 60 / values.length
  if (values.length > 1 && values.every((value, index) => value === index * step))
    return `every ${step} ${unit}s`
  return `at ${unit}${values.length === 1 ? '' : 's'} ${listRuns(values)}`
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
