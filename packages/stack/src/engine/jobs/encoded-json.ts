const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]))
}

/** JSON as Go writes what it has read into a map: keys in order, at every depth. */
export const sortedJson = (value: unknown): string => JSON.stringify(sorted(value))

/** Base64 of JSON: how the real stack stores the event and the payload of a job. */
export const encodeJson = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64')

/** What `encodeJson` made; undefined for what it did not. */
export const decodeJson = (text: string | null | undefined): unknown => {
  if (!text) return undefined
  try {
    return JSON.parse(Buffer.from(text, 'base64').toString('utf8'))
  } catch {
    return undefined
  }
}
