type Fields = Record<string, unknown>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A document with some of its fields alone, each named by its path: `metadata.datetime`. All of them for none. */
export const pickFields = (doc: Fields, paths: readonly string[]): Fields => {
  if (paths.length === 0) return doc
  const picked: Fields = {}
  for (const [name, value] of Object.entries(doc)) {
    if (paths.includes(name)) picked[name] = value
    else if (isFields(value)) {
      const below = paths.filter(path => path.startsWith(`${name}.`)).map(path => path.slice(name.length + 1))
      if (below.length > 0) picked[name] = pickFields(value, below)
    }
  }
  return picked
}
