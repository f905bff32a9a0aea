import { randomBytes } from 'node:crypto'
import type { Clock } from '../clock/clock.js'

/** What the stack remembers of somebody who has gone to a provider. */
export interface PendingState {
  domain: string
  accountType: string
  /** The app's own state, which it gets back. */
  clientState: string
  nonce: string
  /** The app to come back to; the home where ''. */
  slug: string
  /** Nothing is to be made of what the provider says: it has shown a page of its own. */
  webview: boolean
}

/** Milliseconds, as on the real stack. */
const LIFETIME = 15 * 60_000

/** So many people are not on their way at once. */
const MOST = 10_000

/** States of the dance, in memory. Each is good for once. */
export class StateStore {
  readonly #clock: Clock
  readonly #states = new Map<string, PendingState & { until: number }>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** 32 hex digits that nobody can guess. */
  add(state: PendingState): string {
    const now = this.#clock.now().getTime()
    for (const [ref, { until }] of this.#states) {
      if (until > now && this.#states.size < MOST) break
      this.#states.delete(ref)
    }
    const ref = randomBytes(16).toString('hex')
    this.#states.set(ref, { ...state, until: now + LIFETIME })
    return ref
  }

  take(ref: string, fits: (state: PendingState) => boolean): PendingState | undefined {
    const found = this.#states.get(ref)
    if (!found || found.until <= this.#clock.now().getTime() || !fits(found)) return undefined
    this.#states.delete(ref)
    return found
  }
}
