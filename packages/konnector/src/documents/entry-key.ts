import get from 'lodash/get.js'

const asDate = (value: unknown): string => {
  const date = new Date(value as string)
  return Number.isNaN(date.getTime()) ? 'Invalid Date' : date.toISOString()
}

const partOf = (item: object, key: string): string | undefined => {
  const value: unknown = get(item, key)
  if (value === undefined || value === null) return undefined
  // What was scraped is a Date, what comes from the Cozy is a text.
  if (key === 'date' || value instanceof Date) return asDate(value)
  return typeof value === 'object' ? JSON.stringify(value) : `${value as string | number}`
}

/**
 * What a document is known by: the values at these paths, `date` and Dates compared as dates. Undefined where it has
 * none of them, so that it is like no other.
 *
 * @param keys paths as lodash takes them
 */
export const keyOf = (item: object, keys: readonly string[]): string | undefined => {
  const parts = keys.map(key => partOf(item, key))
  if (parts.every(part => part === undefined)) return undefined
  return parts.map(part => part ?? '').join('####')
}
