/** Runs what concerns one name one after the other, in the order in which it came. */
export class Serial {
  readonly #last = new Map<string, Promise<unknown>>()

  async run<T>(name: string, work: () => Promise<T>): Promise<T> {
    const previous = this.#last.get(name) ?? Promise.resolve()
    const mine = previous.then(work, work)
    this.#last.set(name, mine)
    try {
      return await mine
    } finally {
      if (this.#last.get(name) === mine) this.#last.delete(name)
    }
  }

  /** Settled once nothing that was begun runs any more, of all names or of those that begin so. */
  async settled(prefix = ''): Promise<void> {
    const begun = [...this.#last].filter(([name]) => name.startsWith(prefix))
    await Promise.allSettled(begun.map(([, work]) => work))
  }
}
