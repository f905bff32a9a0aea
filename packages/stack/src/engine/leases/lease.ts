/** The right of one engine to do one thing, of all the engines on one store. */
export interface Lease {
  /** Aborted once another engine may have it: what was done under it is not to be stored any more. */
  readonly lost: AbortSignal
  /** Gives it back. A lease that was lost is left to whoever has it. */
  release(): Promise<void>
}

/** Who may run what. The engine asks before each job and each date, and never assumes that it is alone. */
export interface Leases {
  /** Whether other engines may be at the same store. */
  readonly shared: boolean
  /** Takes what nobody has, or whose owner has not been heard of for too long; undefined where another has it. */
  take(key: string): Promise<Lease | undefined>
  /** True for the first engine that asks; all are told apart by the key. For what must happen once, such as a date. */
  once(key: string): Promise<boolean>
  /** Calls `look` now and then, so that what a dead engine has left is found; never where nobody else is there. */
  watch(look: () => Promise<void>): void
  /** Renews nothing any more; settled once nothing is under way. */
  stop(): Promise<void>
}
