import type { BulkResult } from '../api.js'
import type { CheckedDraft } from './draft.js'

/** What was written, and the end of the listeners' work. */
export interface Written {
  results: BulkResult[]
  told: Promise<void>
}

/** Drafts that were given together. */
interface Unit {
  drafts: CheckedDraft[]
  newEdits: boolean
  resolve(written: Written): void
  reject(error: unknown): void
}

type Entry = Unit | { task: () => Promise<void> }

/** Writes drafts of which no two come from different units and have the same id. */
export type BatchWriter = (drafts: CheckedDraft[], newEdits: boolean) => Promise<Written>

const LARGEST_BATCH = 256

/**
 * Writes one batch after the other, so that what a document was before a write is known for certain. What comes in
 * while a batch is on its way to the disk goes together into the next: sixteen writers cost little more than one.
 */
export class WriteQueue {
  readonly #write: BatchWriter
  #waiting: Entry[] = []
  #running = false

  constructor(write: BatchWriter) {
    this.#write = write
  }

  submit(drafts: CheckedDraft[], newEdits: boolean): Promise<Written> {
    return new Promise((resolve, reject) => this.#enqueue({ drafts, newEdits, resolve, reject }))
  }

  /** Runs a task while nothing is written: what it reads is the state between two batches. */
  between<Result>(task: () => Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => this.#enqueue({ task: () => task().then(resolve, reject) }))
  }

  #enqueue(entry: Entry): void {
    this.#waiting.push(entry)
    if (this.#running) return
    this.#running = true
    // Writers that were woken together share a batch.
    setImmediate(() => void this.#drain())
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      const first = this.#waiting[0] as Entry
      if ('task' in first) {
        this.#waiting.shift()
        await first.task()
      } else {
        await this.#writeUnits(this.#takeBatch(first))
      }
    }
    this.#running = false
  }

  #takeBatch(first: Unit): Unit[] {
    const ids = new Set<string>()
    const batch: Unit[] = []
    for (const entry of this.#waiting) {
      if ('task' in entry || (entry !== first && !fits(entry, first, ids))) break
      batch.push(entry)
      for (const draft of entry.drafts) ids.add(draft.id)
      if (ids.size >= LARGEST_BATCH || mustBeAlone(entry)) break
    }
    this.#waiting = this.#waiting.slice(batch.length)
    return batch
  }

  async #writeUnits(units: Unit[]): Promise<void> {
    try {
      const drafts = units.flatMap(unit => unit.drafts)
      const { results, told } = await this.#write(drafts, (units[0] as Unit).newEdits)
      let start = 0
      for (const unit of units) {
        unit.resolve({ results: results.slice(start, (start += unit.drafts.length)), told })
      }
    } catch (error) {
      for (const unit of units) unit.reject(error)
    }
  }
}

const fits = (unit: Unit, first: Unit, ids: Set<string>): boolean =>
  unit.newEdits === first.newEdits && !mustBeAlone(unit) && !unit.drafts.some(draft => ids.has(draft.id))

/** A replicated batch has its own answer; a bad attachment would fail the writes of the others. */
const mustBeAlone = (unit: Unit): boolean =>
  !unit.newEdits || unit.drafts.some(draft => draft.record._attachments !== undefined)
