/** What runs of each instance, by its prefix. */
export interface Running {
  /** `gone` is aborted where the instance goes while the work runs. */
  during(prefix: string, work: (gone: AbortSignal) => Promise<void>): Promise<void>
  /** Settled once all that runs of an instance has ended. */
  breakOff(prefix: string): Promise<void>
}

/** Nothing runs at first. */
export const createRunning = (): Running => {
  const byPrefix = new Map<string, Map<AbortController, Promise<void>>>()

  return {
    during: async (prefix, work) => {
      const controller = new AbortController()
      const own = byPrefix.get(prefix) ?? new Map<AbortController, Promise<void>>()
      byPrefix.set(prefix, own)
      const ended = work(controller.signal)
      own.set(controller, ended)
      try {
        await ended
      } finally {
        own.delete(controller)
        if (own.size === 0) byPrefix.delete(prefix)
      }
    },
    breakOff: async prefix => {
      const own = byPrefix.get(prefix) ?? new Map<AbortController, Promise<void>>()
      for (const controller of own.keys()) controller.abort()
      await Promise.allSettled(own.values())
    }
  }
}
