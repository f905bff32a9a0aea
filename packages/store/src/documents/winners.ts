import { StoreError } from '../errors.js'
import type { TextCache } from './text-cache.js'
import type { Pouch } from './pouch.js'
import { encodeId, toText, type StoredText } from './record.js'
import { translate } from './refusals.js'

/** The last revision of each document: from the cache, else from PouchDB. */
export class Winners {
  readonly #pouch: Pouch
  readonly #cache: TextCache
  /** Grows with each batch of writes: what was read before a write must not be remembered after it. */
  #writes = 0

  constructor(pouch: Pouch, cache: TextCache) {
    this.#pouch = pouch
    this.#cache = cache
  }

  /** Throws `not_found`: `missing` or `deleted`. */
  async read(id: string): Promise<StoredText> {
    const known = this.#cache.get(id)
    if (known) return known
    const writes = this.#writes
    let found: StoredText
    try {
      const stored = await this.#pouch.get(encodeId(id))
      found = { rev: stored._rev ?? '', text: toText(stored) }
    } catch (error) {
      throw translate(error)
    }
    if (writes === this.#writes) this.#cache.set(id, found)
    return found
  }

  /** Nothing where the document is not, or is no more. */
  async find(id: string): Promise<StoredText | undefined> {
    try {
      return await this.read(id)
    } catch (error) {
      if (error instanceof StoreError && error.code === 'not_found') return undefined
      throw error
    }
  }

  /** Forgets what it holds of documents of which one was written. */
  forget(ids: Iterable<string>): void {
    this.#writes++
    for (const id of ids) this.#cache.delete(id)
  }

  remember(id: string, found: StoredText): void {
    this.#cache.set(id, found)
  }
}
