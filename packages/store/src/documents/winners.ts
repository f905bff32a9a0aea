import type { TextCache } from './text-cache.js'
import type { OpenPouch, Pouch } from './pouch.js'
import { encodeId, toText, type StoredText } from './record.js'
import { translate } from './refusals.js'
import type { Scan } from './scan.js'

/** The last revision of each document: from the cache, else from PouchDB. */
export class Winners {
  readonly #pouch: Pouch
  readonly #scan: Scan
  readonly #cache: TextCache
  /** Grows with each batch of writes: what was read before a write must not be remembered after it. */
  #writes = 0

  constructor({ pouch, scan }: OpenPouch, cache: TextCache) {
    this.#pouch = pouch
    this.#scan = scan
    this.#cache = cache
  }

  /** Throws `not_found`: `missing` or `deleted`. */
  async read(id: string): Promise<StoredText> {
    const known = this.#cache.get(id)
    if (known) return known
    const writes = this.#writes
    const found = (await this.#scan.texts([id]))[0] ?? (await this.#ask(id))
    if (writes === this.#writes) this.#cache.set(id, found)
    return found
  }

  /** PouchDB says why a document is not there. */
  async #ask(id: string): Promise<StoredText> {
    try {
      const stored = await this.#pouch.get(encodeId(id))
      return { rev: stored._rev ?? '', text: toText(stored) }
    } catch (error) {
      throw translate(error)
    }
  }

  /** In the same order; nothing where a document is not there, or no more. */
  async findAll(ids: readonly string[]): Promise<(StoredText | undefined)[]> {
    const found = ids.map(id => this.#cache.get(id))
    const unknown = ids.filter((_, i) => !found[i])
    if (unknown.length === 0) return found
    const writes = this.#writes
    const texts = await this.#scan.texts(unknown)
    let next = 0
    return found.map((known, i) => {
      if (known) return known
      const text = texts[next++]
      if (text && writes === this.#writes) this.#cache.set(ids[i] as string, text)
      return text
    })
  }

  /** Nothing where the document is not, or is no more. */
  async find(id: string): Promise<StoredText | undefined> {
    return (await this.findAll([id]))[0]
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
