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

const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : refuse('an object', value))

/** An object of objects, each turned; null where it is absent. Throws for another type. */
export const mapOf = (value: unknown, turn: (fields: Fields) => Fields): Fields | null => {
  if (value === undefined || value === null) return null
  return Object.fromEntries(Object.entries(fieldsOf(value)).map(([key, item]) => [key, turn(fieldsOf(item))]))
}

/** A list of objects, each turned; null where it is absent. Throws for another type. */
export const listOf = (value: unknown, turn: (fields: Fields) => Fields): Fields[] | null => {
  if (value === undefined || value === null) return null
  return Array.isArray(value) ? value.map(item => turn(fieldsOf(item))) : refuse('a list', value)
}
