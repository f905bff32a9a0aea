import type { Operation, Recurrence } from '../bank/documents.js'
import { markRecurring } from '../recurrence/mark.js'
import { withRecurrence } from './apply.js'

/** What one look at the ledger would have written; what stays as it is, is left out. */
export interface Plan {
  operations: Operation[]
  recurrences: Recurrence[]
}

/** Adds to the operations that have changed what follows for the recurrences: an operation's category is one of theirs. */
export const planOf = (changed: Operation[], operations: Operation[], recurrences: Recurrence[]): Plan => {
  const writes = new Map(changed.map(operation => [operation._id, operation]))
  const latest = operations.map(operation => writes.get(operation._id) ?? operation)
  const marks = markRecurring(latest, recurrences)
  for (const operation of latest) {
    const recurrence = marks.operations.get(operation._id)
    if (recurrence) writes.set(operation._id, withRecurrence(operation, recurrence))
  }
  return { operations: [...writes.values()], recurrences: marks.recurrences }
}
