import type { RetryOptions } from '../api.js'

/** {@link RetryOptions} with all that is absent filled in. */
export type RetrySchedule = Required<RetryOptions>

export const retryScheduleOf = (retries: number | RetryOptions = {}): RetrySchedule => {
  const {
    limit = 3,
    baseDelay = 500,
    maxDelay = 30_000
  } = typeof retries === 'number' ? { limit: retries } : retries
  return { limit, baseDelay, maxDelay }
}

/** Statuses after which another try may help. */
const PASSING_STATUSES: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504])
export const isPassingStatus = (status: number): boolean => PASSING_STATUSES.has(status)

const IDEMPOTENT: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE'])
/** Whether RFC 9110 says that a second request does what one does. */
export const isIdempotentMethod = (method: string): boolean => IDEMPOTENT.has(method)

/** Milliseconds that a `Retry-After` header asks for, in seconds or as a date; undefined where it says nothing. */
export const retryAfterOf = (header: string | null, now: number): number | undefined => {
  const text = header?.trim() ?? ''
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text) * 1000
  // Date.parse takes a lone number for a year; a date of HTTP has letters.
  const date = /[a-z]/i.test(text) ? Date.parse(text) : NaN
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

/** Longest pause that a site may ask for where nothing limits the run. */
const LONGEST_ASKED = 120_000

/**
 * The pause before the next try: drawn between nothing and a bound that doubles from try to try ("full jitter"), or
 * what the site asks for. Undefined where the tries are used up, or the pause would outlast `left`.
 *
 * @param tried tries so far, at least 1
 * @param left milliseconds that the run has
 * @param random from 0 to 1
 */
export const pauseBefore = (
  tried: number,
  schedule: RetrySchedule,
  { left, asked, random = Math.random() }: { left: number; asked?: number | undefined; random?: number }
): number | undefined => {
  if (tried > schedule.limit) return undefined
  const bound = Math.min(schedule.maxDelay, schedule.baseDelay * 2 ** (tried - 1))
  const pause = asked === undefined ? random * bound : asked + random * Math.min(bound, schedule.baseDelay)
  if (asked !== undefined && left === Infinity && asked > LONGEST_ASKED) return undefined
  return pause < left ? pause : undefined
}
