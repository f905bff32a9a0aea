import type { MatchableBill, MatchableOperation } from './documents.js'

const HEALTH_EXPENSES = '400610'
const HEALTH_INSURANCE = '400620'
const UNCATEGORIZED = '0'

// From these on Cozy's apps take the word of a model; under them, that of the bank.
const LOCAL_MODEL_SURE = 0.8
const GLOBAL_MODEL_SURE = 0.15

/** The category that the owner sees: their own choice, else that of a model which is sure enough, else the bank's. */
const categoryOf = (operation: MatchableOperation): string => {
  const { manualCategoryId, localCategoryId, cozyCategoryId, automaticCategoryId } = operation
  if (manualCategoryId) return manualCategoryId
  if (localCategoryId && (operation.localCategoryProba ?? 0) > LOCAL_MODEL_SURE) return localCategoryId
  if (cozyCategoryId && (operation.cozyCategoryProba ?? 0) > GLOBAL_MODEL_SURE) return cozyCategoryId
  return automaticCategoryId || UNCATEGORIZED
}

export type Field = 'health' | 'other' | 'unknown'

/** Whether an operation is about health: what was paid, what came back, or what an insurance paid. */
export const fieldOfOperation = (operation: MatchableOperation): Field => {
  const category = categoryOf(operation)
  if (category === HEALTH_EXPENSES) return 'health'
  if (category === HEALTH_INSURANCE && operation.amount >= 0) return 'health'
  return category === UNCATEGORIZED ? 'unknown' : 'other'
}

export const isHealthBill = (bill: MatchableBill, healthVendors: readonly string[]): boolean =>
  bill.type === 'health_costs' || (bill.vendor !== undefined && healthVendors.includes(bill.vendor))
