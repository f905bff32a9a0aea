import type { BillEntry } from './entry.js'

/** Each required attribute: the name of its check, and the check. */
const REQUIRED = {
  date: ['isDate', (value: unknown) => value instanceof Date && !Number.isNaN(value.getTime())],
  amount: ['isNumber', (value: unknown) => typeof value === 'number' && !Number.isNaN(value)],
  vendor: ['isString', (value: unknown) => typeof value === 'string']
} as const

/** What a bill is known by where nothing else is said. */
export const DEFAULT_KEYS: readonly string[] = Object.keys(REQUIRED)

const shown = (value: unknown): string => {
  const text = value instanceof Date ? 'Invalid Date' : JSON.stringify(value)
  return String(text).slice(0, 40)
}

const nameOf = (entry: BillEntry, at: number): string => {
  const { filename } = entry
  return `entry ${at + 1}${typeof filename === 'string' ? `, ${JSON.stringify(filename)}` : ''}`
}

/**
 * Checks that each bill has what a bill needs.
 *
 * @throws Error that names every entry and attribute
 */
export const checkBills = (entries: readonly BillEntry[]): void => {
  const problems = entries.flatMap((entry, at) =>
    Object.entries(REQUIRED).flatMap(([attribute, [check, isGood]]) => {
      const value = entry[attribute]
      if (isGood(value)) return []
      const where = `(${nameOf(entry, at)}`
      return value === undefined || value === null
        ? [`an entry is missing the required ${attribute} attribute ${where})`]
        : [`an entry has a ${attribute} which does not respect ${check} ${where}: ${shown(value)})`]
    })
  )
  if (problems.length > 0) throw new Error(`saveBills: ${problems.join('; ')}`)
}
