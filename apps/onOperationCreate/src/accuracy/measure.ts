import type { Operation } from '../bank/documents.js'
import { amountOf, labelOf } from '../bank/values.js'
import { categorize } from '../categorize.js'
import { remember } from '../learning/memory.js'
import { categoryByRule } from '../rules/match.js'

/** Shares (0 to 1) of the operations for which the category found is the one that the owner chose. */
export interface Accuracy {
  operations: number
  /** Every other operation is known. */
  leaveOneOut: number
  /** The earlier ones alone are known, as for a Cozy that fills up. */
  inOrder: number
  /** Nothing is known of the owner. */
  rulesAlone: number
}

const byDate = (one: Operation, other: Operation): number => (one.date ?? '').localeCompare(other.date ?? '')

/** How often the categories found are the owner's own; what is asked for is never among what is known. */
export const measureAccuracy = (all: Operation[]): Accuracy => {
  const chosen = all.filter(operation => operation.manualCategoryId).sort(byDate)
  const agree = (find: (operation: Operation, index: number) => string | undefined): number =>
    chosen.filter((operation, index) => find(operation, index) === operation.manualCategoryId).length /
    chosen.length
  const found = (operation: Operation, known: Operation[]): string =>
    categorize(operation, remember(known)).categoryId
  return {
    operations: chosen.length,
    leaveOneOut: agree((operation, index) => found(operation, chosen.toSpliced(index, 1))),
    inOrder: agree((operation, index) => found(operation, chosen.slice(0, index))),
    rulesAlone: agree(operation => categoryByRule(labelOf(operation), amountOf(operation)))
  }
}
