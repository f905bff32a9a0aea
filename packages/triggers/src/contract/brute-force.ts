// The rules of robfig/cron 3.0.1 with optional seconds once more, written down from its documentation and as plainly as
// can be: every day is looked at, and every moment of a day that fits. It shares no line with the parser that it checks.

const RANGES = [
  [0, 59],
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 6]
] as const

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const DAYS = 'sun mon tue wed thu fri sat'.split(' ')

/** The numbers that one part of a field, between commas, stands for. */
const numbersOf = (part: string, [min, max]: readonly [number, number], names: string[]): number[] => {
  const [range = '', step = '1'] = part.split('/')
  const read = (text: string): number => {
    const named = names.indexOf(text.toLowerCase())
    return named < 0 ? Number(text) : named + min
  }
  const [from = '', to] = range.split('-')
  const isStar = from === '*' || from === '?'
  const first = isStar ? min : read(from)
  const last = isStar ? max : to !== undefined ? read(to) : part.includes('/') ? max : first
  const found: number[] = []
  for (let value = first; value <= last; value += Number(step)) found.push(value)
  return found
}

/** A star, or a step of one over a star, leaves the choice of the day to the other of the two fields for days. */
const isOpen = (field: string): boolean => field.split(',').some(part => /^[*?](\/1)?$/.test(part))

/** The first `count` moments after `after` at which a cron expression fires, in UTC, none beyond the end of five years. */
export const bruteForceCron = (expression: string, after: Date, count: number): Date[] => {
  const words = expression.trim().split(/\s+/)
  const fields = words.length === 5 ? ['0', ...words] : words
  const sets = fields.map((field, i) => {
    const names = i === 4 ? MONTHS : i === 5 ? DAYS : []
    return field.split(',').flatMap(part => numbersOf(part, RANGES[i]!, names))
  })
  const [seconds, minutes, hours, days, months, weekdays] = sets.map(set =>
    [...new Set(set)].sort((a, b) => a - b)
  ) as [number[], number[], number[], number[], number[], number[]]
  const either = !isOpen(fields[3]!) && !isOpen(fields[5]!)
  const found: Date[] = []
  let lastYear = after.getUTCFullYear() + 5
  for (let day = Math.floor(after.getTime() / 86_400_000); found.length < count; day++) {
    const date = new Date(day * 86_400_000)
    if (date.getUTCFullYear() > lastYear) return found
    if (!months.includes(date.getUTCMonth() + 1)) continue
    const [byDay, byWeekday] = [days.includes(date.getUTCDate()), weekdays.includes(date.getUTCDay())]
    if (!(either ? byDay || byWeekday : byDay && byWeekday)) continue
    for (const hour of hours) {
      for (const minute of minutes) {
        for (const second of seconds) {
          const moment = day * 86_400_000 + ((hour * 60 + minute) * 60 + second) * 1000
          if (moment <= after.getTime() || found.length === count) continue
          found.push(new Date(moment))
          // Each search begins anew where the last one has ended.
          lastYear = new Date(moment).getUTCFullYear() + 5
        }
      }
    }
  }
  return found
}
