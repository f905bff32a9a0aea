import type { Operation } from '../bank/documents.js'
import { categorize } from '../categorize.js'
import { remember } from '../learning/memory.js'
import type { Journal, Ledger } from '../ledger/ledger.js'
import { withCategory } from './apply.js'
import { planOf } from './plan.js'
import { writePlan } from './write.js'

/** What a connector wrote is not ours to change; what we wrote carries our own field beside it. */
const isOurs = ({ automaticCategoryId, localCategoryId, cozyCategoryId }: Operation): boolean =>
  automaticCategoryId !== undefined && automaticCategoryId === (localCategoryId ?? cozyCategoryId)

const differs = (one: Operation, other: Operation): boolean =>
  one.automaticCategoryId !== other.automaticCategoryId || one.localCategoryId !== other.localCategoryId

/**
 * The owner goes on choosing after an operation was categorised: looks again at what this app found, with all that he
 * has chosen since. The number of operations written.
 */
export const reviewCategories = async (ledger: Ledger, journal: Journal): Promise<number> => {
  const { written, refused } = await writePlan(ledger, async () => {
    const [operations, recurrences] = await Promise.all([ledger.operations(), ledger.recurrences()])
    const memory = remember(operations)
    const changed = operations.filter(isOurs).flatMap(operation => {
      const reviewed = withCategory(operation, categorize(operation, memory))
      return differs(operation, reviewed) ? [reviewed] : []
    })
    return planOf(changed, operations, recurrences)
  })
  journal.info(`Categories that now follow the owner: ${written}`)
  if (refused > 0) journal.warning(`Operations that keep changing, left to the next review: ${refused}`)
  return written
}
