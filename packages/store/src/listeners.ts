import type { Change, ChangeListener } from './api.js'

/** What becomes of a listener's failure. */
export type Report = (message: string) => void

/** Those who are told of changes. */
export class Listeners {
  readonly #report: Report
  readonly #listeners = new Set<ChangeListener>()

  constructor(report: Report = message => process.emitWarning(message)) {
    this.#report = report
  }

  add(listener: ChangeListener): () => void {
    // A wrapper of its own, so that a listener given twice is told twice and ended once.
    const own: ChangeListener = change => listener(change)
    this.#listeners.add(own)
    return () => void this.#listeners.delete(own)
  }

  /**
   * Calls everybody for each change in turn, and does not wait in between: a listener that writes to the same
   * doctype would else wait for itself. What a listener throws is no fault of the writer's: it becomes a warning.
   */
  async tell(changes: Change[]): Promise<void> {
    const ends: Promise<void>[] = []
    for (const change of changes) {
      for (const listener of this.#listeners) ends.push(this.#call(listener, change))
    }
    await Promise.all(ends)
  }

  async #call(listener: ChangeListener, change: Change): Promise<void> {
    try {
      await listener(change)
    } catch (error) {
      const why = error instanceof Error ? (error.stack ?? error.message) : String(error)
      this.#report(`A listener for ${change.prefix}/${change.doctype} failed: ${why}`)
    }
  }
}
