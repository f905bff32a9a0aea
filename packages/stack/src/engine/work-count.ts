/** Counts what is under way, so that others can wait until nothing is. */
export interface WorkCount {
  begin(): void
  end(): void
  /** Counts a promise until it settles, and hands it through. */
  track<T>(work: Promise<T>): Promise<T>
  /** Settled once the count is zero. */
  none(): Promise<void>
}

/** A count that starts at zero. */
export const countWork = (): WorkCount => {
  let count = 0
  let waiting: (() => void)[] = []
  const begin = (): void => {
    count++
  }
  const end = (): void => {
    count--
    if (count > 0) return
    const ready = waiting
    waiting = []
    for (const resolve of ready) resolve()
  }
  return {
    begin,
    end,
    track: async work => {
      begin()
      try {
        return await work
      } finally {
        end()
      }
    },
    none: () => (count === 0 ? Promise.resolve() : new Promise(resolve => waiting.push(resolve)))
  }
}
