const DAY = 86_400_000

/** In their order: each may stand once, with a whole number before it. */
const BIG: readonly (readonly [string, number])[] = [
  ['Y', 365 * DAY],
  ['M', 30 * DAY],
  ['W', 7 * DAY],
  ['D', DAY]
]

const SMALL: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000
}

const PART = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/gu

/** A Go duration in milliseconds; undefined where it is none. */
const parseSmall = (text: string): number | undefined => {
  const [, sign, parts = ''] = /^([+-]?)(.+)$/u.exec(text) ?? []
  if (parts === '0') return 0
  if (parts.replaceAll(PART, '') !== '') return undefined
  let total = 0
  for (const [, amount, unit = ''] of parts.matchAll(PART)) total += Number(amount) * SMALL[unit]!
  return sign === '-' ? -total : total
}

/**
 * Reads a duration of years down to nanoseconds, such as `1D`, `2W3D`, `1M12h`, into milliseconds; undefined where it
 * is none. The big units are `Y M W D`, in this order; the others are Go's.
 */
export const parseBigDuration = (text: string): number | undefined => {
  let total = 0
  for (const [unit, length] of BIG) {
    const [amount = '', rest, ...more] = text.split(unit)
    // Given twice, it stays where it is, and the rest is no duration then.
    if (rest === undefined || more.length > 0) continue
    if (!/^[+-]?\d+$/.test(amount)) return undefined
    total += Number(amount) * length
    text = rest
  }
  if (text === '') return total
  const small = parseSmall(text)
  return small === undefined ? undefined : total + small
}
