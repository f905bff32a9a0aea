import type { Clock } from '../stack.js'

/** Go's date of nothing: what the real stack stores for a moment that has not come. */
export const ZERO_DATE = '0001-01-01T00:00:00Z'

/** Gives dates that always grow: sorted as text, jobs come in the order in which they were made. */
export type Stamp = () => string

/** The clock's dates to the microsecond; two in the same microsecond, or a clock put back, give the next one. */
export const growingDates = (clock: Clock): Stamp => {
  let last = 0
  return () => {
    last = Math.max(clock.now().getTime() * 1000, last + 1)
    const micros = String(last % 1000).padStart(3, '0')
    return new Date(Math.floor(last / 1000)).toISOString().replace('Z', `${micros}Z`)
  }
}
