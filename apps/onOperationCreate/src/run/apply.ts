import type { Operation } from '../bank/documents.js'
import type { Verdict } from '../categorize.js'
import { RECURRENCES } from '../recurrence/mark.js'

const PROVENANCE = ['cozyCategoryId', 'cozyCategoryProba', 'localCategoryId', 'localCategoryProba'] as const

/** The operation with its category, and where that comes from; every other field stays. */
export const withCategory = (operation: Operation, { categoryId, from, confidence }: Verdict): Operation => {
  const written: Operation = { ...operation, automaticCategoryId: categoryId }
  for (const field of PROVENANCE) delete written[field]
  // Cozy Banks takes an operation that no model has marked for one that is still being worked on.
  if (from !== 'owner') {
    written.cozyCategoryId = categoryId
    written.cozyCategoryProba = round(confidence)
  } else {
    written.localCategoryId = categoryId
    written.localCategoryProba = round(confidence)
  }
  return written
}

/** Four decimals, so that the same verdict is the same document. */
const round = (share: number): number => Math.round(share * 10_000) / 10_000

export const withRecurrence = (operation: Operation, id: string): Operation => ({
  ...operation,
  relationships: { ...operation.relationships, recurrence: { data: { _id: id, _type: RECURRENCES } } }
})
