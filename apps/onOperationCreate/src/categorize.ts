import { CATEGORY } from './bank/categories.js'
import type { Operation } from './bank/documents.js'
import { amountOf, labelOf } from './bank/values.js'
import type { Memory } from './learning/memory.js'
import { categoryByRule } from './rules/match.js'

/** Whence a category comes: the owner's choices for alike labels, general knowledge of labels, or nowhere. */
export interface Verdict {
  categoryId: string
  from: 'owner' | 'rules' | 'nothing'
  /** 0 to 1. */
  confidence: number
}

/** From here on the owner's own choices outweigh what is generally known of the label. */
const SURE = 0.5
/** Where no rule knows the label, a weaker likeness will do. */
const LIKELY = 0.3
/** What a rule is worth beside the owner's choices. */
const RULE_CONFIDENCE = 0.7

/** The category of one operation; the same operation and the same choices give the same answer. */
export const categorize = (operation: Operation, memory: Memory): Verdict => {
  const recalled = memory.recall(operation)
  if (recalled && recalled.confidence >= SURE) return { from: 'owner', ...recalled }
  const known = categoryByRule(labelOf(operation), amountOf(operation))
  if (known) return { from: 'rules', categoryId: known, confidence: RULE_CONFIDENCE }
  if (recalled && recalled.confidence >= LIKELY) return { from: 'owner', ...recalled }
  return { from: 'nothing', categoryId: CATEGORY.uncategorized, confidence: 0 }
}
