const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Where signals come from: `process`, or a stand-in of a test. */
export interface SignalSource {
  on: (signal: (typeof SIGNALS)[number], listener: () => void) => unknown
  off: (signal: (typeof SIGNALS)[number], listener: () => void) => unknown
}

/** Runs `work`; a signal that comes meanwhile does not end the process but is told by `stopped()`. */
export const heedingSignals = async <T>(
  source: SignalSource,
  work: (stopped: () => boolean) => Promise<T>
): Promise<T> => {
  let stopped = false
  const stop = (): void => {
    stopped = true
  }
  for (const signal of SIGNALS) source.on(signal, stop)
  try {
    return await work(() => stopped)
  } finally {
    for (const signal of SIGNALS) source.off(signal, stop)
  }
}
