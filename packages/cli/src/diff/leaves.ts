// What every write changes: it tells nothing of what a job did.
const NOISE = ['_id', '_rev', '_type', 'cozyMetadata']

/** The values of a document by their path: `relationships.bills.data`. A list is one value. */
export function leaves(document: Readonly<Record<string, unknown>>, prefix = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [name, value] of Object.entries(document)) {
    if (!prefix && NOISE.includes(name)) continue
    const path = `${prefix}${name}`
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      found.set(path, JSON.stringify(value))
    else
      for (const [inner, text] of leaves(value as Record<string, unknown>, `${path}.`)) found.set(inner, text)
  }
  return found
}
