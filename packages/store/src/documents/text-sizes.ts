import type { Effect } from './effect.js'
import type { StoredText } from './record.js'
import type { Scan } from './scan.js'
import type { WriteQueue } from './write-queue.js'

const PIECE = 1000

const sizeOf = (stored: StoredText | undefined): number =>
  stored === undefined ? 0 : Buffer.byteLength(stored.text)

/** How large the documents of a doctype are together. Counted when first asked for; then it follows the writes. */
export class TextSizes {
  readonly #scan: Scan
  readonly #queue: WriteQueue
  #total: number | undefined

  constructor(scan: Scan, queue: WriteQueue) {
    this.#scan = scan
    this.#queue = queue
  }

  apply({ before, after }: Effect): void {
    if (this.#total !== undefined) this.#total += sizeOf(after) - sizeOf(before)
  }

  /** Bytes of the last revisions, as JSON. `idsOf` says which documents there are between two batches of writes. */
  async total(idsOf: () => string[]): Promise<number> {
    return this.#total ?? this.#queue.between(async () => (this.#total ??= await this.#count(idsOf())))
  }

  async #count(ids: string[]): Promise<number> {
    let total = 0
    for (let from = 0; from < ids.length; from += PIECE) {
      const texts = await this.#scan.texts(ids.slice(from, from + PIECE))
      for (const text of texts) total += sizeOf(text)
    }
    return total
  }
}
