import type { StoredText } from './record.js'

/** What of the documents read last fits into so many characters, shared by all doctypes of a store. */
export class CacheBudget {
  readonly #largest: number
  #used = 0
  readonly #entries = new Map<string, { owner: TextCache; id: string; size: number }>()

  constructor(largest: number) {
    this.#largest = largest
  }

  touch(key: string): void {
    const entry = this.#entries.get(key)
    if (!entry) return
    this.#entries.delete(key)
    this.#entries.set(key, entry)
  }

  add(key: string, owner: TextCache, id: string, size: number): void {
    this.remove(key)
    this.#entries.set(key, { owner, id, size })
    this.#used += size
    // A Map keeps the order in which keys came: the first is the one that was not read for longest.
    for (const entry of this.#entries.values()) {
      if (this.#used <= this.#largest) return
      entry.owner.delete(entry.id)
    }
  }

  remove(key: string): void {
    const entry = this.#entries.get(key)
    if (!entry) return
    this.#used -= entry.size
    this.#entries.delete(key)
  }
}

/** The documents of one doctype that were read or written last, as JSON text: parsing gives each reader its own. */
export class TextCache {
  readonly #budget: CacheBudget
  readonly #name: string
  readonly #texts = new Map<string, StoredText>()

  constructor(budget: CacheBudget, name: string) {
    this.#budget = budget
    this.#name = name
  }

  get(id: string): StoredText | undefined {
    const found = this.#texts.get(id)
    if (found) this.#budget.touch(this.#key(id))
    return found
  }

  set(id: string, found: StoredText): void {
    this.#texts.set(id, found)
    this.#budget.add(this.#key(id), this, id, found.text.length)
  }

  delete(id: string): void {
    if (this.#texts.delete(id)) this.#budget.remove(this.#key(id))
  }

  clear(): void {
    for (const id of [...this.#texts.keys()]) this.delete(id)
  }

  #key(id: string): string {
    return `${this.#name}/${id}`
  }
}
