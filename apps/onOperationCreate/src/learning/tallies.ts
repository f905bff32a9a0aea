/** How often the owner chose one category for one label, for money that went one way. */
export interface Tally {
  categoryId: string
  /** 1 for money that came in, -1 for money that went out, 0 where the amount says nothing. */
  direction: number
  count: number
  /** How many of them cost exactly what is asked for. */
  sameAmount: number
}

interface Count {
  categoryId: string
  direction: number
  /** The ids of the operations, by amount. */
  ids: Map<number, Set<string>>
  count: number
}

/** The owner's choices for one label, counted, for a supermarket's label may stand on thousands of operations. */
export class Tallies {
  readonly #counts = new Map<string, Count>()

  add(id: string, categoryId: string, amount: number): void {
    const direction = Math.sign(amount)
    const key = `${direction} ${categoryId}`
    const count: Count = this.#counts.get(key) ?? { categoryId, direction, ids: new Map(), count: 0 }
    this.#counts.set(key, count)
    const ids = count.ids.get(amount) ?? new Set<string>()
    count.ids.set(amount, ids.add(id))
    count.count += 1
  }

  /** The counts without the operation `id` of this `amount`, if it is among them. */
  without(id: string, amount: number): Tally[] {
    return [...this.#counts.values()].map(({ categoryId, direction, ids, count }) => {
      const same = ids.get(amount)
      const own = same?.has(id) ? 1 : 0
      return { categoryId, direction, count: count - own, sameAmount: (same?.size ?? 0) - own }
    })
  }
}
