/** What is used of LevelDB itself: keys and values as text. */
export interface Level {
  iterator(options: object): LevelIterator
  getMany(
    keys: string[],
    options: object,
    done: (error: Error | null, values: (string | undefined)[]) => void
  ): void
}

interface LevelIterator {
  next(done: (error: Error | null, key?: string, value?: string) => void): void
  end(done: (error: Error | null) => void): void
}

const AS_TEXT = { keyAsBuffer: false, valueAsBuffer: false, asBuffer: false }

/** The entries whose keys begin with a text. */
export async function* entriesOf(level: Level, prefix: string): AsyncGenerator<[key: string, value: string]> {
  const iterator = level.iterator({ gte: prefix, lt: `${prefix}\uffff`, highWaterMark: 1 << 20, ...AS_TEXT })
  const next = () =>
    new Promise<[string, string] | undefined>((resolve, reject) =>
      iterator.next((error, key, value) => {
        if (error) reject(error)
        else resolve(key === undefined || value === undefined ? undefined : [key, value])
      })
    )
  try {
    for (let entry = await next(); entry; entry = await next())
      yield [entry[0].slice(prefix.length), entry[1]]
  } finally {
    await new Promise<void>((resolve, reject) => iterator.end(error => (error ? reject(error) : resolve())))
  }
}

/** In the same order; nothing for a key that is not there. */
export const valuesOf = (level: Level, keys: string[]): Promise<(string | undefined)[]> =>
  new Promise((resolve, reject) =>
    level.getMany(keys, AS_TEXT, (error, values) => (error ? reject(error) : resolve(values)))
  )
