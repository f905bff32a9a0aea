import type { Change, ChangeListener } from './api.js'
import { StoreError } from './errors.js'

/** Those who are told of changes. */
export class Listeners {
  readonly #listeners = new Set<ChangeListener>()

  add(listener: ChangeListener): () => void {
    // A wrapper of its own, so that a listener given twice is told twice and ended once.
    const own: ChangeListener = change => listener(change)
    this.#listeners.add(own)
    return () => void this.#listeners.delete(own)
  }

  /**
   * Calls everybody for each change in turn, and does not wait in between: a listener that writes to the same
   * doctype would else wait for itself. Throws `listener_failed` once all have ended: a write whose jobs could not be
   * stored must not be acknowledged.
   */
  async tell(changes: Change[]): Promise<void> {
    const ends: Promise<void>[] = []
    for (const change of changes) {
      for (const listener of this.#listeners) ends.push(call(listener, change))
    }
    const failed = (await Promise.allSettled(ends)).find(end => end.status === 'rejected')
    if (failed) throw failed.reason
  }
}

async function call(listener: ChangeListener, change: Change): Promise<void> {
  try {
    await listener(change)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new StoreError(
      'listener_failed',
      `Failed to act on the change of ${change.doctype} ${change.doc._id}: ${why}`
    )
  }
}
