import { KonnectorError } from '../errors/konnector-error.js'

/** How long a run still has. */
export interface Budget {
  /** Milliseconds until the run should have ended; `Infinity` where nothing limits it, never under 0. */
  left(): number
  /** Whether nothing new should be begun. */
  isOver(): boolean
  /** A time stamp in milliseconds: so long from now, but never after the end of the run. */
  endOf(milliseconds: number): number
  /** Aborted at the end, with a `KonnectorError` `UNKNOWN_ERROR.PARTIAL_SYNC`. */
  readonly signal: AbortSignal
  /** Notes that something is left for the next run because the time is over. */
  leaveRest(): void
  /** @throws KonnectorError that of {@link signal}, where {@link leaveRest} was called */
  settle(): void
  /** No timer is left behind. */
  close(): void
}

/** `COZY_TIME_LIMIT` is so many seconds more than what the stack allows. */
const GIVEN_TOO_MUCH = 5

/** Milliseconds. */
const allowedBy = (timeLimit: number): number =>
  Math.max(1, timeLimit > GIVEN_TOO_MUCH ? timeLimit - GIVEN_TOO_MUCH : timeLimit) * 1000

/** Milliseconds that are kept to write what is left and to end: a tenth of the time, at most ten seconds. */
const reserve = (allowed: number): number => Math.min(10_000, allowed / 10)

/** Milliseconds that a konnector has to end by itself once its time is over: half of what is kept for the end. */
export const graceOf = (timeLimit: number | undefined): number =>
  reserve(allowedBy(timeLimit ?? Infinity)) / 2

/** The longest that a timer of Node can wait. */
const LONGEST_TIMER = 2 ** 31 - 1

/**
 * The time of a run that begins now.
 *
 * @param timeLimit `COZY_TIME_LIMIT`, in seconds; without it nothing limits the run
 */
export const createBudget = (timeLimit: number | undefined, now: () => Date = () => new Date()): Budget => {
  const controller = new AbortController()
  if (timeLimit === undefined) {
    return {
      left: () => Infinity,
      isOver: () => false,
      endOf: milliseconds => now().getTime() + milliseconds,
      signal: controller.signal,
      leaveRest: () => {},
      settle: () => {},
      close: () => {}
    }
  }
  const allowed = allowedBy(timeLimit)
  const end = now().getTime() + allowed - reserve(allowed)
  const left = (): number => Math.max(0, end - now().getTime())
  const partial = new KonnectorError('UNKNOWN_ERROR.PARTIAL_SYNC', {
    message: `Failed to fetch everything: the run may take ${Math.round(allowed / 1000)} s. What was fetched is saved; the next run goes on.`
  })
  let isRestLeft = false
  const timer = setTimeout(() => controller.abort(partial), Math.min(left(), LONGEST_TIMER)).unref()
  return {
    left,
    isOver: () => left() === 0,
    endOf: milliseconds => Math.min(end, now().getTime() + milliseconds),
    signal: controller.signal,
    leaveRest: () => void (isRestLeft = true),
    settle: () => {
      if (isRestLeft) throw partial
    },
    close: () => clearTimeout(timer)
  }
}
