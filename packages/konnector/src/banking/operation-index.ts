import { thousandths } from './amounts.js'
import type { Window } from './criteria.js'
import { timeOf } from './dates.js'
import type { MatchableOperation } from './documents.js'
import { fieldOfOperation, type Field } from './health.js'
import { Room } from './room.js'

/** An operation, with what is asked of it again and again. */
export interface Entry {
  operation: MatchableOperation
  /** Thousandths. */
  amount: number
  time: number
  /** When it was bought. */
  realised: number
  label: string
  field: Field
  room: Room
  /** The bills that it has paid back at once: see `groupOf`. */
  group?: string | undefined
}

/** The first position whose value is over `value`, or with `orEqual` at least it. */
export const firstOver = (
  count: number,
  at: (position: number) => number,
  value: number,
  orEqual = false
): number => {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >>> 1
    const seen = at(middle)
    if (seen > value || (orEqual && seen === value)) high = middle
    else low = middle + 1
  }
  return low
}

const byTime = (one: Entry, other: Entry): number =>
  one.time - other.time || (one.operation._id < other.operation._id ? -1 : 1)

/** Operations by amount and date, so that a bill is held against the few that are near it and not against all. */
export class OperationIndex {
  /** All of them, by date. */
  readonly byDate: Entry[]
  readonly #amounts: number[]
  readonly #byAmount = new Map<number, Entry[]>()
  readonly #suiting = new Map<(entry: Entry) => boolean, Map<number, Entry[]>>()

  /** Operations without a date or an amount match nothing, and are left out. */
  constructor(operations: readonly MatchableOperation[], linked: (operation: MatchableOperation) => number) {
    this.byDate = operations
      .flatMap(operation => {
        const time = timeOf(operation.date)
        if (time === undefined || !Number.isFinite(operation.amount)) return []
        return [
          {
            operation,
            time,
            amount: thousandths(operation.amount),
            realised: timeOf(operation.realisationDate) ?? time,
            label: String(operation.label ?? '').toLowerCase(),
            field: fieldOfOperation(operation),
            room: new Room(operation, linked(operation))
          }
        ]
      })
      .sort(byTime)
    for (const entry of this.byDate) {
      const alike = this.#byAmount.get(entry.amount)
      if (alike) alike.push(entry)
      else this.#byAmount.set(entry.amount, [entry])
    }
    this.#amounts = [...this.#byAmount.keys()].sort((one, other) => one - other)
  }

  /** For each amount inside the window: the operations of that amount that suit, by date. */
  *near({ lowest, highest }: Window, suits: (entry: Entry) => boolean): Iterable<Entry[]> {
    const start = firstOver(this.#amounts.length, at => this.#amounts[at] ?? 0, lowest, true)
    for (let at = start; at < this.#amounts.length; at++) {
      const amount = this.#amounts[at] ?? Infinity
      if (amount > highest) return
      yield this.#thatSuit(amount, suits)
    }
  }

  /** Each operation is looked at once by each test, however many bills ask for it. */
  #thatSuit(amount: number, suits: (entry: Entry) => boolean): Entry[] {
    const byAmount = this.#suiting.get(suits) ?? new Map<number, Entry[]>()
    this.#suiting.set(suits, byAmount)
    const entries = byAmount.get(amount) ?? (this.#byAmount.get(amount) ?? []).filter(suits)
    byAmount.set(amount, entries)
    return entries
  }

  /** The operations between two dates, both excluded. */
  between({ from, to }: Pick<Window, 'from' | 'to'>): Entry[] {
    const timeAt = (at: number): number => this.byDate[at]?.time ?? 0
    const count = this.byDate.length
    return this.byDate.slice(firstOver(count, timeAt, from), firstOver(count, timeAt, to, true))
  }
}
