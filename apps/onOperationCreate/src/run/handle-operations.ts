import { categorize } from '../categorize.js'
import { remember } from '../learning/memory.js'
import type { Journal, Ledger } from '../ledger/ledger.js'
import { withCategory } from './apply.js'
import { planOf, type Plan } from './plan.js'
import { targetsOf } from './targets.js'
import { writePlan } from './write.js'

const planFor = async (ledger: Ledger, eventDocument: unknown): Promise<Plan> => {
  const [operations, recurrences] = await Promise.all([ledger.operations(), ledger.recurrences()])
  const memory = remember(operations)
  const targets = targetsOf(operations, eventDocument)
  const changed = targets.map(target => withCategory(target, categorize(target, memory)))
  return planOf(changed, operations, recurrences)
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
  journal.info(written === 0 ? 'No operation to write' : `Operations written: ${written}`)
  if (refused > 0) journal.warning(`Operations that keep changing, left to the next run: ${refused}`)
  return written
}
