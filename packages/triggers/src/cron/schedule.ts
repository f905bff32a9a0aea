import type { Field } from './field.js'
import type { Zone } from './zone.js'

/** When a cron expression fires. */
export interface Schedule {
  second: Field
  minute: Field
  hour: Field
  day: Field
  month: Field
  weekday: Field
  zone: Zone
}

const YEARS_AHEAD = 5
const [SECOND, MINUTE, HOUR] = [1_000, 60_000, 3_600_000]

/**
 * The first whole second strictly after `after` (milliseconds since 1970) that a schedule allows; undefined if there
 * is none until the end of the fifth year after: so far robfig/cron looks.
 */
export function nextTime(schedule: Schedule, after: number): number | undefined {
  const { zone, hour, minute, second } = schedule
  // A field that allows nothing would be looked for second by second through all these years.
  if (hour.values.size === 0 || minute.values.size === 0 || second.values.size === 0) return undefined
  let time = (Math.floor(after / SECOND) + 1) * SECOND
  const lastYear = wallClock(time, zone).getUTCFullYear() + YEARS_AHEAD
  for (;;) {
    const wall = wallClock(time, zone)
    const [year, month, day] = [wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate()]
    // Also ends where dates themselves end: no comparison with NaN holds.
    if (!(year <= lastYear)) return undefined
    if (!schedule.month.values.has(month + 1)) time = zone.instant(Date.UTC(year, month + 1, 1))
    else if (!dayAllowed(schedule, wall)) time = zone.instant(Date.UTC(year, month, day + 1))
    else if (!hour.values.has(wall.getUTCHours())) time = ceil(wall, HOUR, time)
    else if (!minute.values.has(wall.getUTCMinutes())) time = ceil(wall, MINUTE, time)
    else if (!second.values.has(wall.getUTCSeconds())) time += SECOND
    else return time
  }
}

/** A date whose UTC fields are what a clock in the zone shows. */
function wallClock(time: number, zone: Zone): Date {
  return new Date(time + zone.offset(time))
}

function ceil(wall: Date, unit: number, time: number): number {
  const into = ((wall.getTime() % unit) + unit) % unit
  return time + unit - into
}

function dayAllowed({ day, weekday }: Schedule, wall: Date): boolean {
  const byDay = day.values.has(wall.getUTCDate())
  const byWeekday = weekday.values.has(wall.getUTCDay())
  return day.blank || weekday.blank ? byDay && byWeekday : byDay || byWeekday
}

/** A schedule from its six fields in their order. */
export function scheduleOf(fields: readonly Field[], zone: Zone): Schedule {
  const [second, minute, hour, day, month, weekday] = fields as [Field, Field, Field, Field, Field, Field]
  return { second, minute, hour, day, month, weekday, zone }
}
