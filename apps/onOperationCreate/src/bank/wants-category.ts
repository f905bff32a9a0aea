import { CATEGORY } from './categories.js'
import type { Operation } from './documents.js'

/**
 * Whether nobody has looked at an operation yet. A bank's connector writes `0` where the bank knows no category; once
 * somebody has looked, the field of a model stands beside it, and Cozy Banks no longer shows "in progress".
 */
export const wantsCategory = ({ automaticCategoryId, cozyCategoryId, localCategoryId }: Operation): boolean =>
  !automaticCategoryId ||
  (automaticCategoryId === CATEGORY.uncategorized &&
    cozyCategoryId === undefined &&
    localCategoryId === undefined)
