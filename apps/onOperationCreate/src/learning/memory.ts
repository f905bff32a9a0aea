import type { Operation } from '../bank/documents.js'
import { tellingWords } from '../label/words.js'

/** What the owner's choices say of a label, and how sure they are: 1 for the very same label, always chosen alike. */
export interface Recollection {
  categoryId: string
  confidence: number
}

export interface Memory {
  /** What alike labels were put under; the operation's own choice, where it has one, is not looked at. */
  recall(operation: Operation): Recollection | undefined
}

interface Example {
  id: string
  categoryId: string
  features: Set<string>
  amount: number
}

/** Neighbours that are this much less alike than the nearest have no vote. */
const NEAR = 0.8
/** Money that came in says little of money that went out under the same label. */
const OTHER_DIRECTION = 0.45
/** Between two shops of one name, the one that cost exactly this. */
const SAME_AMOUNT = 1.05

/** Two words that stand together are one feature more: `FREE MOBILE` and `FREEMOBILE` are alike. */
const featuresOf = (label: string): Set<string> => {
  const words = tellingWords(label)
  return new Set([...words, ...words.slice(1).map((word, index) => `${words[index]}${word}`)])
}

const exampleOf = (operation: Operation): Example => ({
  id: operation._id,
  categoryId: operation.manualCategoryId ?? '',
  features: featuresOf(operation.label),
  amount: operation.amount ?? 0
})

/** By feature, the examples that have it: a label is compared with those alone that share a word with it. */
const indexOf = (examples: Example[]): Map<string, Example[]> => {
  const index = new Map<string, Example[]>()
  for (const example of examples) {
    for (const feature of example.features) {
      const having = index.get(feature)
      if (having) having.push(example)
      else index.set(feature, [example])
    }
  }
  return index
}

/** The categories' shares of the votes of the nearest, the most voted one first. */
const poll = (votes: { categoryId: string; weight: number }[]): [string, number][] => {
  const total = votes.reduce((sum, { weight }) => sum + weight, 0)
  const shares = new Map<string, number>()
  for (const { categoryId, weight } of votes)
    shares.set(categoryId, (shares.get(categoryId) ?? 0) + weight / total)
  return [...shares].sort(([, one], [, other]) => other - one)
}

/** Remembers what the owner chose (`manualCategoryId`); operations without a choice are passed over. */
export const remember = (operations: Operation[]): Memory => {
  const examples = operations.filter(operation => operation.manualCategoryId).map(exampleOf)
  const index = indexOf(examples)

  // A word that many labels have tells less than a rare one.
  const weightOf = (feature: string): number =>
    Math.log(1 + (examples.length + 1) / (1 + (index.get(feature)?.length ?? 0))) ** 2
  const weigh = (features: Iterable<string>): number =>
    [...features].reduce((sum, feature) => sum + weightOf(feature), 0)

  const alikeness = (one: Example, other: Example): number => {
    const shared = weigh([...one.features].filter(feature => other.features.has(feature)))
    const [mine, its] = [weigh(one.features), weigh(other.features)]
    // The mean of cosine and containment: a longer label of the same payee (a branch, a town) holds the shorter one.
    const words = (shared / Math.sqrt(mine * its) + shared / Math.min(mine, its)) / 2
    const direction = one.amount * other.amount < 0 ? OTHER_DIRECTION : 1
    return words * direction * (one.amount === other.amount ? SAME_AMOUNT : 1)
  }

  return {
    recall(operation) {
      const asked = exampleOf(operation)
      const candidates = new Set([...asked.features].flatMap(feature => index.get(feature) ?? []))
      const votes = [...candidates]
        .filter(({ id }) => id !== asked.id)
        .map(example => ({ categoryId: example.categoryId, weight: alikeness(asked, example) }))
      const best = Math.max(0, ...votes.map(({ weight }) => weight))
      const winner = poll(votes.filter(({ weight }) => weight >= best * NEAR))[0]
      return winner && { categoryId: winner[0], confidence: Math.min(1, best) * winner[1] }
    }
  }
}
