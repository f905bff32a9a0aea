import type { Leases } from './lease.js'

const HELD = { lost: new AbortController().signal, release: () => Promise.resolve() }

/**
 * For a store that one process alone can have: memory, or a folder whose lock is the lease of all that is in it. It
 * costs nothing.
 */
export const soleOwner = (): Leases => ({
  shared: false,
  take: () => Promise.resolve(HELD),
  once: () => Promise.resolve(true),
  watch: () => undefined,
  stop: () => Promise.resolve()
})
