/**
 * As lenient as Go's `time.Parse(time.RFC3339, …)`: an hour of one digit, any number of decimals, a comma before them;
 * as strict elsewhere: capital T and Z, an offset with its colon, days that the month has.
 */
const DATE = /^(\d{4})-(\d{2})-(\d{2})T(\d{1,2}):(\d{2}):(\d{2})(?:[.,](\d+))?(?:(Z)|([+-])(\d{2}):(\d{2}))$/

/** The moment that an RFC 3339 date names, in milliseconds since 1970; undefined for a text that is none. */
export function parseRfc3339(text: string): number | undefined {
  const match = DATE.exec(text)
  if (match === null) return undefined
  const [y, mo, d, h, mi, s] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number
  ]
  if (mo < 1 || mo > 12 || d < 1 || d > daysIn(y, mo) || h > 23 || mi > 59 || s > 59) return undefined

  const [fraction = '0', zulu, sign, offsetHours, offsetMinutes] = match.slice(7)
  let offset = 0
  if (zulu === undefined) {
    if (Number(offsetHours) > 24 || Number(offsetMinutes) > 60) return undefined
    offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * (sign === '-' ? -1 : 1)
  }
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'))
  // Date.UTC takes the years 0 to 99 for 1900 to 1999.
  const date = new Date(0)
  date.setUTCFullYear(y, mo - 1, d)
  date.setUTCHours(h, mi, s, milliseconds)
  return date.getTime() - offset * 60_000
}

function daysIn(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!
}
