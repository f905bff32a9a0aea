import type { Ledger } from '../ledger/ledger.js'
import type { Plan } from './plan.js'

/** Somebody else may write at the same time; three looks are enough unless he never stops. */
const LOOKS = 3

/**
 * Plans and writes until nothing is refused; the number of operations written. Nothing planned, nothing written: a
 * service that always writes would wake whoever listens to these documents, itself included.
 */
export const writePlan = async (
  ledger: Ledger,
  plan: () => Promise<Plan>
): Promise<{ written: number; refused: number }> => {
  let written = 0
  let refused = 0
  for (let look = 0; look < LOOKS; look++) {
    const { operations, recurrences } = await plan()
    // The recurrences first: an operation must not belong to one that is not there.
    if (recurrences.length > 0) await ledger.saveRecurrences(recurrences)
    const conflicts = operations.length > 0 ? await ledger.saveOperations(operations) : []
    written += operations.length - conflicts.length
    refused = conflicts.length
    if (refused === 0) break
  }
  return { written, refused }
}
