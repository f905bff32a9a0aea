import type { Operation } from '../bank/documents.js'
import { amountOf, labelOf } from '../bank/values.js'
import { tellingWords } from '../label/words.js'

/** Operations of one account under one label that come at regular intervals with much the same amount. */
export interface Series {
  account: string
  /** What the labels have in common; with the account and the direction it identifies the series. */
  key: string
  direction: 1 | -1
  /** In order of date. */
  operations: Operation[]
  /** Days between two of them. */
  medianDelta: number
}

const DAY = 86_400_000

/** In days. A weekly payment must have been seen more often: four visits to a shop on a Saturday are no series yet. */
const RHYTHMS = [
  { days: 7, tolerance: 1, atLeast: 5 },
  { days: 30.4, tolerance: 5, atLeast: 3 },
  { days: 61, tolerance: 8, atLeast: 3 },
  { days: 91, tolerance: 10, atLeast: 3 },
  { days: 365, tolerance: 15, atLeast: 3 }
]
/** Part of the intervals that must fit the rhythm: a bank that was closed, a bill paid late. */
const REGULAR = 0.75
/** An energy bill varies by season, a salary by bonus. */
const AMOUNT_SPREAD = 0.4

const median = (numbers: number[]): number => {
  const sorted = numbers.toSorted((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

const timeOf = (operation: Operation): number => Date.parse(operation.date ?? '')

const deltasOf = (operations: Operation[]): number[] =>
  operations
    .slice(1)
    .map((operation, index) => (timeOf(operation) - timeOf(operations[index] ?? operation)) / DAY)

const rhythmOf = (deltas: number[]): number | undefined => {
  const middle = median(deltas)
  const rhythm = RHYTHMS.find(({ days, tolerance }) => Math.abs(middle - days) <= tolerance)
  if (!rhythm || deltas.length + 1 < rhythm.atLeast) return undefined
  const fitting = deltas.filter(delta => Math.abs(delta - rhythm.days) <= rhythm.tolerance)
  return fitting.length >= deltas.length * REGULAR ? Math.round(middle) : undefined
}

const sameAmount = (operations: Operation[]): boolean => {
  const amounts = operations.map(operation => Math.abs(amountOf(operation)))
  const middle = median(amounts)
  return amounts.every(amount => Math.abs(amount - middle) <= middle * AMOUNT_SPREAD)
}

const seriesOf = (operations: Operation[]): Omit<Series, 'medianDelta'>[] => {
  const groups = new Map<string, Omit<Series, 'medianDelta'>>()
  for (const operation of operations) {
    const { account = '' } = operation
    const amount = amountOf(operation)
    const key = tellingWords(labelOf(operation)).join(' ')
    // Labels without a word, numbers alone for one, have nothing in common.
    if (amount === 0 || key === '' || Number.isNaN(timeOf(operation))) continue
    const direction = amount > 0 ? 1 : -1
    const id = JSON.stringify([account, direction, key])
    const group = groups.get(id) ?? { account, key, direction, operations: [] }
    group.operations.push(operation)
    groups.set(id, group)
  }
  return [...groups.values()]
}

/** The series among all operations; the order of what comes in doesn't matter. */
export const findSeries = (operations: Operation[]): Series[] =>
  seriesOf(operations).flatMap(group => {
    const ordered = group.operations.toSorted((one, other) => timeOf(one) - timeOf(other))
    const medianDelta = rhythmOf(deltasOf(ordered))
    return medianDelta !== undefined && sameAmount(ordered)
      ? [{ ...group, operations: ordered, medianDelta }]
      : []
  })
