import type { Unit } from './units.js'

/** The values that a field allows, in ascending order, and whether it leaves the field blank (`*`, `?`). */
export interface Field {
  values: ReadonlySet<number>
  /**
   * Of the two fields for days: a blank one leaves the choice to the other; when neither is blank either will do.
   * A step takes this away: every second day is not blank (robfig/cron 3.0.1, parser.go).
   */
  blank: boolean
}

/** Thrown inside the cron parser alone; it becomes a TriggerError with the field's place. */
export class FieldError extends Error {
  readonly why: string
  readonly advice: string

  constructor(why: string, advice: string) {
    super(why)
    this.why = why
    this.advice = advice
  }
}

/** Reads one field. Empty items of a list are skipped, so that `,` allows nothing at all, as robfig/cron does. */
export function parseField(text: string, unit: Unit): Field {
  const allowed = new Set<number>()
  let blank = false
  for (const item of text.split(',').filter(piece => piece !== '')) {
    const range = parseItem(item, unit)
    blank ||= range.blank
    for (let value = range.start; value <= range.end; value += range.step) allowed.add(value)
  }
  return { values: new Set([...allowed].sort((a, b) => a - b)), blank }
}

interface Range {
  start: number
  end: number
  step: number
  blank: boolean
}

function parseItem(item: string, unit: Unit): Range {
  const [bounds = '', stepText, ...tooMany] = item.split('/')
  if (tooMany.length > 0)
    throw new FieldError(`"${item}" has more than one /`, 'Write one step, such as "*/15"')
  const range = parseBounds(bounds, unit)
  const step = stepText === undefined ? 1 : parseNumber(stepText, [], 0, unit)
  // robfig/cron reads "5/10" as "5-59/10".
  if (stepText !== undefined && !bounds.includes('-')) range.end = unit.max

  check(range, item, unit)
  if (step === 0)
    throw new FieldError(`the step of "${item}" is 0`, 'Write a step of 1 or more, such as "*/15"')
  return { ...range, step, blank: range.blank && step === 1 }
}

function parseBounds(bounds: string, unit: Unit): Omit<Range, 'step'> {
  const [low = '', high, ...tooMany] = bounds.split('-')
  // What follows a star is never looked at: "*-7" is "*".
  if (low === '*' || low === '?') return { start: unit.min, end: unit.max, blank: true }
  const start = parseNumber(low, unit.names, unit.min, unit)
  if (high === undefined) return { start, end: start, blank: false }
  const end = parseNumber(high, unit.names, unit.min, unit)
  if (tooMany.length > 0)
    throw new FieldError(`"${bounds}" has more than one -`, 'Write a range, such as "1-5"')
  return { start, end, blank: false }
}

function parseNumber(text: string, names: readonly string[], first: number, unit: Unit): number {
  const named = names.indexOf(text.toLowerCase())
  if (named !== -1) return named + first
  if (/^\+?\d+$/.test(text) && BigInt(text.replace('+', '')) < 2n ** 63n) return Number(text)
  const words = unit.names.length > 0 ? ` or ${unit.names[0]}-${unit.names.at(-1)}` : ''
  throw new FieldError(
    text === '' ? 'a number is missing' : `"${text}" is no number`,
    `${unit.article} ${unit.name} is ${unit.min}-${unit.max}${words}, a list "1,2", a range "1-5", a step "*/2" or "*"`
  )
}

function check({ start, end }: Omit<Range, 'step'>, item: string, unit: Unit): void {
  const advice = `${unit.article} ${unit.name} is ${unit.min}-${unit.max}`
  if (start < unit.min) throw new FieldError(`"${item}" starts below ${unit.min}`, advice)
  if (end > unit.max) {
    const sunday = unit.name === 'day of week' && end === 7
    throw new FieldError(`"${item}" goes above ${unit.max}`, sunday ? `${advice}; Sunday is 0` : advice)
  }
  if (start > end) throw new FieldError(`"${item}" ends before it starts`, 'Write the lower bound first')
}
