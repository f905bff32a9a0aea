import { createHash } from 'node:crypto'
import type { Operation, Recurrence } from '../bank/documents.js'
import { amountOf, labelOf } from '../bank/values.js'
import { findSeries, type Series } from './series.js'

export const RECURRENCES = 'io.cozy.bank.recurrence'

export interface Marks {
  /** New recurrences, and those of which more is known now. */
  recurrences: Recurrence[]
  /** By id of the operation, the id of the recurrence that it belongs to; those that have one already are left out. */
  operations: Map<string, string>
}

/** The same series has the same id in every run, so two runs at once cannot make two of it. */
const idOf = ({ account, key, direction }: Series): string =>
  createHash('sha256')
    .update(JSON.stringify([account, key, direction]))
    .digest('hex')
    .slice(0, 32)

/** Also what the owner took out of a recurrence has a relationship (`null` or one of his own): it stays as it is. */
const recurrenceOf = (operation: Operation): string | undefined =>
  operation.relationships?.recurrence?.data?._id

const isMarked = (operation: Operation): boolean => operation.relationships?.recurrence !== undefined

const categoryOf = (operation: Operation): string | undefined =>
  operation.manualCategoryId ?? operation.automaticCategoryId

const describe = (series: Series, latest: Operation) => ({
  automaticLabel: labelOf(latest),
  categoryIds: [...new Set(series.operations.flatMap(operation => categoryOf(operation) ?? []))].sort(),
  lastBankAccount: series.account,
  amounts: [...new Set(series.operations.map(amountOf))].sort((one, other) => one - other),
  latestDate: new Date(latest.date ?? 0).toISOString().slice(0, 10),
  stats: { deltas: { median: series.medianDelta } }
})

const isDescribed = (known: Recurrence, description: object): boolean =>
  Object.entries(description).every(
    ([field, value]) => JSON.stringify(known[field]) === JSON.stringify(value)
  )

/** What is to be written so that each operation of a series belongs to its recurrence; nothing where all do. */
export const markRecurring = (operations: Operation[], known: Recurrence[]): Marks => {
  const byId = new Map(known.map(recurrence => [recurrence._id, recurrence]))
  const marks: Marks = { recurrences: [], operations: new Map() }
  for (const series of findSeries(operations)) {
    const latest = series.operations.at(-1)
    if (!latest) continue
    const own = idOf(series)
    // One that another app made for these operations goes on, as that app described it.
    const id =
      series.operations.map(recurrenceOf).findLast(found => found !== undefined && byId.has(found)) ?? own
    const unmarked = series.operations.filter(operation => !isMarked(operation))
    if (id === own) {
      const description = describe(series, latest)
      const stored = byId.get(own)
      if (!stored || !isDescribed(stored, description))
        marks.recurrences.push({ ...stored, _id: own, ...description })
    }
    for (const operation of unmarked) marks.operations.set(operation._id, id)
  }
  return marks
}
