import type { Operation } from '../bank/documents.js'
import { categorize } from '../categorize.js'
import { remember } from '../learning/memory.js'
import type { Journal, Ledger } from '../ledger/ledger.js'
import { markRecurring } from '../recurrence/mark.js'
import { withCategory, withRecurrence } from './apply.js'
import { targetsOf } from './targets.js'
import { writePlan, type Plan } from './write.js'

/** The operations as they shall be; those that stay as they are, are left out. */
const planFor = async (ledger: Ledger, eventDocument: unknown): Promise<Plan> => {
  const [operations, recurrences] = await Promise.all([ledger.operations(), ledger.recurrences()])
  const memory = remember(operations)
  const changed = new Map<string, Operation>()
  for (const target of targetsOf(operations, eventDocument)) {
    changed.set(target._id, withCategory(target, categorize(target, memory)))
  }
  const latest = operations.map(operation => changed.get(operation._id) ?? operation)
  const marks = markRecurring(latest, recurrences)
  for (const operation of latest) {
    const recurrence = marks.operations.get(operation._id)
    if (recurrence) changed.set(operation._id, withRecurrence(operation, recurrence))
  }
  return { operations: [...changed.values()], recurrences: marks.recurrences }
}

/**
 * Gives new operations their category and marks those that come again and again. `eventDocument` is what the event
 * tells of, or undefined. The number of operations written.
 */
export const handleOperations = async (
  ledger: Ledger,
  eventDocument: unknown,
  journal: Journal
): Promise<number> => {
  const { written, refused } = await writePlan(ledger, () => planFor(ledger, eventDocument))
  journal.info(written === 0 ? 'No operation to write' : `${written} operations written`)
  if (refused > 0) journal.warning(`${refused} operations keep changing: the next run takes them`)
  return written
}
