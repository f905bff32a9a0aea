import { setTimeout as wait } from 'node:timers/promises'

/** Options of `bluebird-retry`. Times are in milliseconds. */
export interface RetryOptions {
  /** Before the second try: 1000. */
  interval?: number
  /** By how much each wait is longer than the one before: 1. */
  backoff?: number
  max_interval?: number
  /** For all tries. */
  timeout?: number
  /** Tries in all: 5, where no `timeout` is given. */
  max_tries?: number
  /** Throws what the last try threw, and not an error that tells of all tries. */
  throw_original?: boolean
  /** Which errors are worth another try. */
  predicate?: (error: unknown) => boolean
  context?: unknown
  args?: unknown[]
}

class StopError extends Error {
  override readonly name = 'StopError'
  readonly err: unknown
  constructor(error?: unknown) {
    super('operation stopped', { cause: error })
    this.err = error
  }
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const tryAgain = async <T>(
  act: (...given: never[]) => T,
  options: RetryOptions = {}
): Promise<Awaited<T>> => {
  const { interval = 1000, backoff = 1, max_interval = Infinity, timeout, context, args = [] } = options
  const { max_tries = timeout === undefined ? 5 : Infinity, throw_original = false, predicate } = options
  const end = timeout === undefined ? Infinity : Date.now() + timeout
  for (let tries = 1, pause = interval; ; tries++, pause = Math.min(pause * backoff, max_interval)) {
    try {
      return await act.apply(context, args as never[])
    } catch (error) {
      // What it was stopped with is thrown as it is, an Error or not.
      // eslint-disable-next-line @typescript-eslint/only-throw-error
      if (error instanceof StopError) throw error.err ?? error
      if (predicate && !predicate(error)) throw error
      if (tries >= max_tries || Date.now() + pause > end) {
        if (throw_original) throw error
        const over = tries >= max_tries ? `after ${String(tries)} attempts` : 'timed out'
        throw Object.assign(new Error(`operation ${over}, last error: ${textOf(error)}`, { cause: error }), {
          failure: error
        })
      }
      await wait(pause)
    }
  }
}

/** Calls a function until it succeeds, as `bluebird-retry` does. */
export const retry = Object.assign(tryAgain, { StopError })
