import { SortedList } from '../sorted/sorted-list.js'
import type { Pouch } from './pouch.js'
import { decodeId } from './record.js'
import type { Scan } from './scan.js'
import type { WriteQueue } from './write-queue.js'

/**
 * Where each document stands in the feed of changes, deleted ones too: what says how many come after a place without
 * reading them all. Read when first asked for; what was written since is read when it is asked again.
 */
export class Feed {
  readonly #pouch: Pouch
  readonly #scan: Scan
  readonly #queue: WriteQueue
  readonly #places = new SortedList<number>((a, b) => a - b)
  #placeOf: Map<string, number> | undefined
  #last = 0
  #isBehind = false

  constructor(pouch: Pouch, scan: Scan, queue: WriteQueue) {
    this.#pouch = pouch
    this.#scan = scan
    this.#queue = queue
  }

  /** Something was written. */
  apply(): void {
    this.#isBehind = true
  }

  /** All documents there are, and were. */
  async size(): Promise<number> {
    await this.#follow()
    return this.#places.size
  }

  /** The place of the last change; 0 where there was none. */
  async last(): Promise<number> {
    await this.#follow()
    return this.#last
  }

  /** How many documents have changed after a place. */
  async countAfter(place: number): Promise<number> {
    await this.#follow()
    return this.#places.size - this.#places.rank(other => other > place)
  }

  async #follow(): Promise<void> {
    if (this.#placeOf && !this.#isBehind) return
    await this.#queue.between(async () => {
      this.#placeOf ??= await this.#read()
      if (!this.#isBehind) return
      const { results } = await this.#pouch.changes({ since: this.#last })
      this.#isBehind = false
      for (const { id, seq } of results) this.#move(this.#placeOf, decodeId(id), seq)
    })
  }

  async #read(): Promise<Map<string, number>> {
    const placeOf = await this.#scan.places()
    const places = [...placeOf.values()]
    for (const place of places) this.#last = Math.max(this.#last, place)
    this.#places.fill(places)
    this.#isBehind = false
    return placeOf
  }

  #move(placeOf: Map<string, number>, id: string, place: number): void {
    const old = placeOf.get(id)
    if (old !== undefined) this.#places.delete(old)
    this.#places.add(place)
    placeOf.set(id, place)
    this.#last = place
  }
}
