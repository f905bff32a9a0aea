/** One field of a cron expression: its name in messages with the article, its bounds, and its names for numbers. */
export interface Unit {
  name: string
  article: 'A' | 'An'
  min: number
  max: number
  names: readonly string[]
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

/** The six fields in their order. Names stand for `min` and what follows it. */
export const UNITS = [
  { name: 'second', article: 'A', min: 0, max: 59, names: [] },
  { name: 'minute', article: 'A', min: 0, max: 59, names: [] },
  { name: 'hour', article: 'An', min: 0, max: 23, names: [] },
  { name: 'day of month', article: 'A', min: 1, max: 31, names: [] },
  { name: 'month', article: 'A', min: 1, max: 12, names: MONTHS },
  { name: 'day of week', article: 'A', min: 0, max: 6, names: DAYS }
] as const satisfies readonly Unit[]
