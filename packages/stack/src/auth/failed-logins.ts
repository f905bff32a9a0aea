import type { Instance } from '../instances/api.js'

const HOUR = 60 * 60 * 1000

/** As many wrong passphrases an hour as the real stack lets pass before it blocks the instance. */
const LIMIT = 1000

/** Counts wrong passphrases by instance, so that nobody tries them all. */
export class FailedLogins {
  readonly #counts = new Map<string, { since: number; count: number }>()

  /** Whether no more is looked at until the hour is over. */
  isBlocked({ prefix }: Instance, now: Date): boolean {
    const found = this.#counts.get(prefix)
    if (found && found.since + HOUR <= now.getTime()) this.#counts.delete(prefix)
    return (this.#counts.get(prefix)?.count ?? 0) >= LIMIT
  }

  add({ prefix }: Instance, now: Date): void {
    const found = this.#counts.get(prefix) ?? { since: now.getTime(), count: 0 }
    this.#counts.set(prefix, { ...found, count: found.count + 1 })
  }
}
