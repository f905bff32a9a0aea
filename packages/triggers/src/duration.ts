import { TriggerError } from './errors.js'
import { goQuote } from './go-quote.js'

/** Nanoseconds per unit: the units of Go's `time.ParseDuration`; both micro signs count. */
const UNITS: ReadonlyMap<string, bigint> = new Map([
  ['ns', 1n],
  ['us', 1_000n],
  ['\u00b5s', 1_000n],
  ['\u03bcs', 1_000n],
  ['ms', 1_000_000n],
  ['s', 1_000_000_000n],
  ['m', 60_000_000_000n],
  ['h', 3_600_000_000_000n]
])

/** Go counts in a signed 64-bit number of nanoseconds, 292 years; the most negative one is this, too. */
const LIMIT = 2n ** 63n
const PIECE = /([0-9]*)(?:\.([0-9]*))?([^0-9.]*)/y

/**
 * A duration as Go writes it (`1h30m`, `1.5h`, `-10m`, `0`), in milliseconds; may be negative or a fraction.
 *
 * @throws {@link TriggerError} `bad-duration`; its `stackMessage` is what Go says.
 * @example parseDuration('1m30s') // 90000
 */
export function parseDuration(text: string): number {
  return Number(parseNanoseconds(text)) / 1e6
}

function parseNanoseconds(text: string): bigint {
  const sign = /^[-+]/.test(text) ? 1 : 0
  const negative = text[0] === '-'
  const rest = text.slice(sign)
  if (rest === '0') return 0n
  if (rest === '') throw refuse(text, 'invalid', text, 0)

  let total = 0n
  PIECE.lastIndex = sign
  while (PIECE.lastIndex < text.length) {
    const at = PIECE.lastIndex
    const [piece, whole = '', fraction = '', unit = ''] = PIECE.exec(text)!
    if (whole === '' && fraction === '') throw refuse(text, 'invalid', piece || text.slice(at), at)
    if (BigInt(whole || 0) > LIMIT) throw refuse(text, 'invalid', piece, at)
    if (unit === '') throw refuse(text, 'missing unit in', piece, at)
    const scale = UNITS.get(unit)
    if (scale === undefined)
      throw refuse(text, `unknown unit ${goQuote(unit)} in`, unit, at + piece.length - unit.length)
    total += BigInt(whole || 0) * scale + fractionOf(fraction, scale)
    if (total > LIMIT) throw refuse(text, 'invalid', piece, at)
  }
  if (!negative && total === LIMIT) throw refuse(text, 'invalid', text, 0)
  return negative ? -total : total
}

/** Digits beyond the 18th change nothing below a nanosecond. */
function fractionOf(digits: string, scale: bigint): bigint {
  if (digits === '') return 0n
  const kept = digits.slice(0, 18)
  return (BigInt(kept) * scale) / 10n ** BigInt(kept.length)
}

function refuse(text: string, problem: string, part: string, position: number): TriggerError {
  return new TriggerError({
    code: 'bad-duration',
    subject: `the duration ${JSON.stringify(text)}`,
    why: explain(text, problem, part),
    advice: text.startsWith('@')
      ? `Write it without the @: ${JSON.stringify(text.slice(1))}`
      : 'Write numbers with their units, such as "30s", "10m" or "1h30m"',
    part,
    position,
    stackMessage: `time: ${problem} duration ${goQuote(text)}`
  })
}

function explain(text: string, problem: string, part: string): string {
  if (text === '') return 'it is empty'
  if (text.startsWith('@')) return 'a duration has no @ (the real stack ignores such a debounce in silence)'
  if (problem.startsWith('missing')) return `${JSON.stringify(part)} has no unit`
  if (problem.startsWith('unknown')) {
    const hint = /^d(ay)?s?$/i.test(part) ? ' (a day is 24h)' : ''
    return `there is no unit ${JSON.stringify(part)}${hint}; the units are ns, us, ms, s, m and h`
  }
  return 'it is no duration, or one longer than 292 years'
}
