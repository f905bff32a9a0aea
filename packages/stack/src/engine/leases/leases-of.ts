import type { Store } from '@cozy-jobs/store'
import { randomUUID } from 'node:crypto'
import { MovableClock } from '../../clock/movable-clock.js'
import type { StackOptions } from '../../stack.js'
import type { Leases } from './lease.js'
import { createSharedLeases } from './shared-leases.js'
import { soleOwner } from './sole-owner.js'

/** A CouchDB may have other stacks at it; memory and a locked folder have one process. */
export const leasesOf = (
  { couchdb }: Pick<StackOptions, 'couchdb'>,
  store: Store,
  log: (line: string) => void
): Leases => {
  if (couchdb === undefined) return soleOwner()
  return createSharedLeases({
    documents: store.documents('stack'),
    // A clock of its own: whether a process lives has nothing to do with where a person has put the stack's clock.
    clock: new MovableClock(),
    owner: randomUUID(),
    onError: error => log(`Failed to look after the leases of jobs: ${String(error)}. It is tried again.`)
  })
}
