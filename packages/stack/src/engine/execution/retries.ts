import { setTimeout as wait } from 'node:timers/promises'
import type { JobDoc } from '../api.js'

/** Milliseconds before the second execution; doubled for each one after it. */
const FIRST_DELAY = 60

/** What the owner alone can mend: `LOGIN_FAILED`, `USER_ACTION_NEEDED`, and what begins with one of them. */
const asksTheOwner = (error: string): boolean => /^(LOGIN_FAILED|USER_ACTION_NEEDED)/.test(error)

/** Whether a second execution may end better (`jobHookErrorCheckerKonnector` of the real stack). */
export const isWorthRetrying = (worker: string, error: string): boolean =>
  worker !== 'konnector' || !asksTheOwner(error)

/**
 * Whether the last error of a konnector keeps its trigger from running it by itself. New terms to accept do not: they
 * may be accepted on the provider's own site (`beforeHookKonnector`).
 */
export const stopsAutomaticRuns = (error: string): boolean =>
  asksTheOwner(error) && error !== 'USER_ACTION_NEEDED.CGU_FORM'

/** Waits before an execution; `executions` is how many there were. Ends at once when the signal comes. */
export const waitBeforeRetry = async (executions: number, signal: AbortSignal): Promise<void> => {
  if (executions === 0) return
  const delay = FIRST_DELAY * 2 ** (executions - 1) * (0.9 + Math.random() * 0.2)
  await wait(delay, undefined, { signal }).catch(() => {})
}

/** How often a job has been begun, as its document says: once is not written down, since running says it. */
export const executionsOf = (job: JobDoc): number => {
  if (typeof job.executions === 'number') return job.executions
  return job.state === 'running' ? 1 : 0
}
