import type { Classifier } from './naive-bayes.js'
import type { Transaction } from './transaction.js'

/** One source of categories. */
export interface Model {
  classifier: Classifier
  /** Writes what it thinks into each of them. */
  categorize(transactions: readonly Transaction[]): void
}
