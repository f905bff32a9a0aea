type Fields = Record<string, unknown>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A document with some of its fields alone, each named by its path: `metadata.datetime`. */
export const pickFields = (doc: Fields, paths: readonly string[]): Fields =>
  // Not assigned one by one: `__proto__` is a field like any other.
  Object.fromEntries(
    Object.entries(doc).flatMap(([name, value]): [string, unknown][] => {
      if (paths.includes(name)) return [[name, value]]
      if (!isFields(value)) return []
      const below = paths.filter(path => path.startsWith(`${name}.`)).map(path => path.slice(name.length + 1))
      return below.length > 0 ? [[name, pickFields(value, below)]] : []
    })
  )
