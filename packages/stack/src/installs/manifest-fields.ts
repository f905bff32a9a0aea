export type Fields = Record<string, unknown>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const refuse = (expected: string, value: unknown): never => {
  throw new Error(`${expected} expected, got ${JSON.stringify(value)}`)
}

/** '' where it is absent, as Go reads it. Throws for another type. */
export const textOf = (value: unknown): string => {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : refuse('a text', value)
}

/** False where it is absent. Throws for another type. */
export const flagOf = (value: unknown): boolean => {
  if (value === undefined || value === null) return false
  return typeof value === 'boolean' ? value : refuse('true or false', value)
}

/** Throws for a number that is no whole one. */
export const integerOf = (value: unknown): number => {
  if (value === undefined || value === null) return 0
  return Number.isInteger(value) ? (value as number) : refuse('a whole number', value)
}

const DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/

/** Throws for what is no date of RFC 3339. */
export const dateOf = (value: unknown): void => {
  if (value === undefined || value === null) return
  if (typeof value !== 'string' || !DATE.test(value) || Number.isNaN(Date.parse(value)))
    refuse('a date', value)
}

/** An object, empty where it is absent. Throws for another type. */
export const fieldsOf = (value: unknown): Fields => {
  if (value === undefined || value === null) return {}
  return isFields(value) ? value : refuse('an object', value)
}

/** An object, each member turned; null where it is absent. Throws for another type. */
export const mapOf = <T>(value: unknown, turn: (member: unknown) => T): Record<string, T> | null => {
  if (value === undefined || value === null) return null
  return Object.fromEntries(Object.entries(fieldsOf(value)).map(([key, item]) => [key, turn(item)]))
}

/** A list, each item turned; null where it is absent. Throws for another type. */
export const listOf = <T>(value: unknown, turn: (item: unknown) => T): T[] | null => {
  if (value === undefined || value === null) return null
  return Array.isArray(value) ? value.map(turn) : refuse('a list', value)
}
