import { parseRfc3339 } from './rfc3339.js'

const DAY = /^\d{4}-\d{2}-\d{2}$/
const MINUTE = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})Z$/

/**
 * The moment that a person names: `2027-02-28`, `2027-02-28T05:00Z` or a whole RFC 3339 date. Undefined for a day that
 * no month has, and for a time that says not of which zone.
 */
export function parseMoment(text: string): Date | undefined {
  const whole = DAY.test(text) ? `${text}T00:00:00Z` : text.replace(MINUTE, '$1:00Z')
  const time = parseRfc3339(whole)
  return time === undefined ? undefined : new Date(time)
}
