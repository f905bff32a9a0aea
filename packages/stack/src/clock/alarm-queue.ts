/** Something to be done at a moment, in milliseconds since 1970. */
export interface Alarm {
  readonly at: number
  readonly ring: () => void
  /** In which order it was set: of two at one moment the older rings first. */
  readonly order: number
  cancelled: boolean
}

const isBefore = (a: Alarm, b: Alarm): boolean => a.at < b.at || (a.at === b.at && a.order < b.order)

/** Alarms by their moment: a binary heap, so that ten thousand of them cost no more than a few. */
export class AlarmQueue {
  readonly #heap: Alarm[] = []
  #count = 0

  add(at: number, ring: () => void): Alarm {
    const alarm: Alarm = { at, ring, order: this.#count++, cancelled: false }
    this.#heap.push(alarm)
    this.#rise(this.#heap.length - 1)
    return alarm
  }

  /** The next one that is not cancelled. */
  first(): Alarm | undefined {
    while (this.#heap[0]?.cancelled) this.#removeFirst()
    return this.#heap[0]
  }

  /** Takes the next one out. */
  take(): Alarm | undefined {
    const first = this.first()
    if (first) this.#removeFirst()
    return first
  }

  #removeFirst(): void {
    const last = this.#heap.pop()
    if (!last || this.#heap.length === 0) return
    this.#heap[0] = last
    this.#sink()
  }

  #rise(index: number): void {
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (!this.#swapIfBefore(index, parent)) return
      index = parent
    }
  }

  #sink(): void {
    for (let index = 0; ;) {
      const [left, right] = [2 * index + 1, 2 * index + 2]
      const [a, b] = [this.#heap[left], this.#heap[right]]
      if (!a) return
      const least = b && isBefore(b, a) ? right : left
      if (!this.#swapIfBefore(least, index)) return
      index = least
    }
  }

  #swapIfBefore(child: number, parent: number): boolean {
    const [a, b] = [this.#heap[child]!, this.#heap[parent]!]
    if (!isBefore(a, b)) return false
    this.#heap[child] = b
    this.#heap[parent] = a
    return true
  }
}
