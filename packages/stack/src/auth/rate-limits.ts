import type { Instance } from '../instances/api.js'
import type { Clock } from '../stack.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** How often something may be done with one instance, and within how many milliseconds: the real stack's own limits. */
const LIMITS = {
  'oauth-client': { count: 50, period: HOUR },
  'two-factor-generation': { count: 20, period: HOUR },
  'two-factor': { count: 10, period: 5 * MINUTE },
  'send-hint': { count: 2, period: HOUR },
  'confirm-flagship': { count: 30, period: HOUR }
} as const

export type Limited = keyof typeof LIMITS

/** Counts by instance what is not to be done without end. By the stack's clock, and forgotten when it stops. */
export class RateLimits {
  readonly #clock: Clock
  readonly #counts = new Map<string, { until: number; count: number }>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Counts once more; true where the limit is passed. */
  isExceeded(what: Limited, { prefix }: Instance): boolean {
    const { count: most, period } = LIMITS[what]
    const now = this.#clock.now().getTime()
    const key = `${what} ${prefix}`
    const found = this.#counts.get(key)
    const counted =
      found && found.until > now ? { ...found, count: found.count + 1 } : { until: now + period, count: 1 }
    this.#counts.set(key, counted)
    return counted.count > most
  }

  reset(what: Limited, { prefix }: Instance): void {
    this.#counts.delete(`${what} ${prefix}`)
  }
}
