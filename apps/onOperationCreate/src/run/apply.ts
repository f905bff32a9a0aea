import type { Operation } from '../bank/documents.js'
import type { Verdict } from '../categorize.js'
import { RECURRENCES } from '../recurrence/mark.js'

/** The operation with its category, and where that comes from; every other field stays. */
export const withCategory = (operation: Operation, { categoryId, from, confidence }: Verdict): Operation => {
  const {
    cozyCategoryId: _,
    cozyCategoryProba: __,
    localCategoryId: ___,
    localCategoryProba: ____,
    ...rest
  } = operation
  return {
    ...rest,
    automaticCategoryId: categoryId,
    ...(from === 'rules' && { cozyCategoryId: categoryId, cozyCategoryProba: round(confidence) }),
    ...(from === 'owner' && { localCategoryId: categoryId, localCategoryProba: round(confidence) })
  }
}

/** Four decimals, so that the same verdict is the same document. */
const round = (share: number): number => Math.round(share * 10_000) / 10_000

export const withRecurrence = (operation: Operation, id: string): Operation => ({
  ...operation,
  relationships: { ...operation.relationships, recurrence: { data: { _id: id, _type: RECURRENCES } } }
})
