import { setTimeout as pause } from 'node:timers/promises'
import type { HttpOptions } from './api.js'
import { HTTP_FAILURES } from './error-kinds.js'
import { HttpError } from './http-error.js'
import { isPassingStatus, pauseBefore, retryAfterOf, type RetrySchedule } from './limits/retry-schedule.js'
import type { Exchange } from './send/exchange.js'

/** What the tries of one request share. */
export interface TriesContext extends Pick<HttpOptions, 'budget' | 'log'> {
  schedule: RetrySchedule
  /** Whether the request can be sent again as it was. */
  replayable: boolean
  /** Whether a second try does no harm, whatever became of the first one. */
  harmless: boolean
  signal: AbortSignal | undefined
  /** The typed error of a pause that was ended. */
  failureOf: (error: unknown) => unknown
  /** Method and address, without secrets. */
  shown: string
}

/** The tries of one request, those that follow an answer which broke off included. */
export interface Tries {
  readonly count: number
  /** Tries until something else than a passing failure comes, or no try is left: then that failure is the answer. */
  run(): Promise<Exchange>
  /** One more after this error; undefined where there is none left. */
  again(error: unknown): Promise<Exchange | undefined>
}

export const createTries = (attempt: () => Promise<Exchange>, context: TriesContext): Tries => {
  const { schedule, replayable, harmless, budget, log, signal, shown } = context
  let count = 0

  /** Waits, if there is a next try. */
  const goesOn = async (why: string, asked?: number, refused = false): Promise<boolean> => {
    const left = budget?.left() ?? Infinity
    const milliseconds =
      replayable && (harmless || refused) ? pauseBefore(count, schedule, { left, asked }) : undefined
    if (milliseconds === undefined) return false
    log?.warning(`${shown}: ${why}; tried again in ${(milliseconds / 1000).toFixed(1)} s`)
    try {
      await pause(milliseconds, undefined, signal ? { signal } : {})
    } catch (error) {
      throw context.failureOf(error)
    }
    return true
  }

  const mayPass = (error: unknown): error is HttpError =>
    error instanceof HttpError && HTTP_FAILURES[error.kind].passing

  const run = async (): Promise<Exchange> => {
    for (;;) {
      count++
      try {
        const answer = await attempt()
        const { status, headers, body } = answer.response
        if (!isPassingStatus(status)) return answer
        const asked = retryAfterOf(headers.get('retry-after'), Date.now())
        // Who says when to come again has done nothing of what was asked.
        const refused = status === 429 && asked !== undefined
        if (!(await goesOn(`status ${String(status)}`, asked, refused))) return answer
        await body?.cancel()
      } catch (error) {
        if (!mayPass(error) || !(await goesOn(error.kind))) throw error
      }
    }
  }
  return {
    get count() {
      return count
    },
    run,
    again: async error => (mayPass(error) && (await goesOn(error.kind)) ? run() : undefined)
  }
}
