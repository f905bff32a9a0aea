import type { Operation } from '../bank/documents.js'
import { amountOf, labelOf } from '../bank/values.js'
import { LabelIndex } from './label-index.js'
import { Tallies } from './tallies.js'

/** What the owner's choices say of a label, and how sure they are: 1 for the very same label, always chosen alike. */
export interface Recollection {
  categoryId: string
  confidence: number
}

export interface Memory {
  /** What alike labels were put under; the operation's own choice, where it has one, is not looked at. */
  recall(operation: Operation): Recollection | undefined
}

interface Vote {
  categoryId: string
  weight: number
  count: number
}

/** Neighbours that are this much less alike than the nearest have no vote. */
const NEAR = 0.8
/** Money that came in says little of money that went out under the same label. */
const OTHER_DIRECTION = 0.45
/** Between two shops of one name, the one that cost exactly this. */
const SAME_AMOUNT = 1.05

/** The category with the most votes, and its share of them. */
const poll = (votes: readonly Vote[]): { categoryId: string; share: number } | undefined => {
  const sums = new Map<string, number>()
  let total = 0
  for (const { categoryId, weight, count } of votes) {
    sums.set(categoryId, (sums.get(categoryId) ?? 0) + weight * count)
    total += weight * count
  }
  const [first] = [...sums].sort(([, one], [, other]) => other - one)
  return first && { categoryId: first[0], share: first[1] / total }
}

/** Remembers what the owner chose (`manualCategoryId`); operations without a choice are passed over. */
export const remember = (operations: readonly Operation[]): Memory => {
  const index = new LabelIndex(() => new Tallies())
  for (const operation of operations) {
    const { _id, manualCategoryId } = operation
    if (manualCategoryId) index.add(labelOf(operation)).add(_id, manualCategoryId, amountOf(operation))
  }
  return {
    recall(operation) {
      const amount = amountOf(operation)
      const votes = index.alike(labelOf(operation)).flatMap(({ entry, likeness }) =>
        entry
          .without(operation._id, amount)
          .flatMap(({ categoryId, direction, count, sameAmount }): Vote[] => {
            const weight = likeness * (direction * amount < 0 ? OTHER_DIRECTION : 1)
            return [
              { categoryId, weight: weight * SAME_AMOUNT, count: sameAmount },
              { categoryId, weight, count: count - sameAmount }
            ].filter(vote => vote.count > 0)
          })
      )
      const best = votes.reduce((most, { weight }) => Math.max(most, weight), 0)
      const winner = poll(votes.filter(({ weight }) => weight >= best * NEAR))
      return winner && { categoryId: winner.categoryId, confidence: Math.min(1, best) * winner.share }
    }
  }
}
