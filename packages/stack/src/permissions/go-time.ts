/** RFC 3339 as Go has it: what each part is called in its layout, and what it takes. */
const PARTS: readonly (readonly [string, RegExp, ((value: number) => string | undefined)?])[] = [
  ['2006', /^\d{4}/],
  ['-', /^-/],
  ['01', /^\d\d/, month => (month < 1 || month > 12 ? 'month' : undefined)],
  ['-', /^-/],
  ['02', /^\d\d/],
  ['T', /^T/],
  ['15', /^\d\d?/, hour => (hour > 23 ? 'hour' : undefined)],
  [':', /^:/],
  ['04', /^\d\d/, minute => (minute > 59 ? 'minute' : undefined)],
  [':', /^:/],
  ['05', /^\d\d(?:[.,]\d+)?/, second => (second >= 60 ? 'second' : undefined)],
  ['Z07:00', /^(?:Z|[+-]\d\d:\d\d)/]
]

const daysOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

/** Why Go reads no time in a text, in its words; undefined where it does. */
const whyNot = (text: string): string | undefined => {
  const said = `parsing time ${JSON.stringify(text)}`
  let rest = text
  const values: number[] = []
  for (const [name, pattern, outOfRange] of PARTS) {
    const [found] = pattern.exec(rest) ?? []
    if (found === undefined) {
      return `${said} as "2006-01-02T15:04:05Z07:00": cannot parse ${JSON.stringify(rest)} as ${JSON.stringify(name)}`
    }
    const value = Number(found.replace(',', '.'))
    const range = outOfRange?.(value)
    if (range) return `${said}: ${range} out of range`
    if (!Number.isNaN(value)) values.push(value)
    rest = rest.slice(found.length)
  }
  if (rest !== '') return `${said}: extra text: ${JSON.stringify(rest)}`
  const [year = 0, month = 0, day = 0] = values
  return day < 1 || day > daysOf(year, month) ? `${said}: day out of range` : undefined
}

/** A time as Go writes it again: no zeros at the end of the fraction, `Z` where the offset is none. */
const rewritten = (text: string): string =>
  text
    .replace(/[.,](\d+?)0*(?=Z|[+-]\d\d:\d\d$)/, (_all, digits: string) =>
      digits === '0' ? '' : `.${digits.slice(0, 9)}`
    )
    .replace(/[+-]00:00$/, 'Z')
    .replace(/T(\d):/, 'T0$1:')

/** Reads a time of RFC 3339. `error` is Go's. */
export const parseGoTime = (text: string): { time: string } | { error: string } => {
  const error = whyNot(text)
  return error === undefined ? { time: rewritten(text) } : { error }
}
