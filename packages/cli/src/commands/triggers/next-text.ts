const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const count = (number: number, unit: string): string => `${number} ${unit}${number === 1 ? '' : 's'}`

/** How long it is till then, in its largest unit. */
const ahead = (milliseconds: number): string => {
  if (milliseconds < MINUTE) return 'in less than a minute'
  if (milliseconds < HOUR) return `in ${count(Math.round(milliseconds / MINUTE), 'minute')}`
  if (milliseconds < 2 * DAY) return `in ${count(Math.round(milliseconds / HOUR), 'hour')}`
  return `in ${count(Math.round(milliseconds / DAY), 'day')}`
}

/** The next date of a trigger by the clock of its stack: `in 3 hours, 2027-02-28 05:00 UTC`. */
export const nextText = (next: string | undefined, now: string): string => {
  if (next === undefined) return ''
  return `${ahead(Date.parse(next) - Date.parse(now))}, ${next.slice(0, 16).replace('T', ' ')} UTC`
}
