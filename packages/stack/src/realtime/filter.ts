/** Which documents of one doctype a subscriber hears of. */
export class Filter {
  readonly #ids = new Set<string>()
  #whole = false

  /** As many subscriptions as this is. */
  get size(): number {
    return this.#ids.size + (this.#whole ? 1 : 0)
  }

  add(id: string): void {
    if (id === '') this.#whole = true
    else this.#ids.add(id)
  }

  remove(id: string): void {
    this.#ids.delete(id)
  }

  has(id: string): boolean {
    return this.#whole || this.#ids.has(id)
  }
}
