const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => compare(a, b))
      .map(([name, member]) => [name, sorted(member)])
  )
}

/**
 * A request with its members by the alphabet, as Go writes a map: that is what CouchDB sees of a query, so of several
 * mistakes it names the first in this order, and one index is the same however it was written.
 */
export const inMapOrder = (request: Record<string, unknown>): Record<string, unknown> => {
  try {
    return sorted(request) as Record<string, unknown>
  } catch (error) {
    // Nested too deeply for it: so it is for the store, which says so.
    if (error instanceof RangeError) return request
    throw error
  }
}
