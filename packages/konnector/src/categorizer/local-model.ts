import type { RunContext } from '../run/context.js'
import type { Model } from './model.js'
import { mostLikely, NaiveBayes, type Classifier } from './naive-bayes.js'
import { AMOUNT_TOKENS, labelWithTags, tokensOf } from './tokens.js'
import type { Transaction } from './transaction.js'

/** A label of which so small a share is known says nothing: */
const KNOWN_SHARE = 0.1
/** it is in no category, and that is not very sure. */
const UNKNOWN = { category: '0', proba: 0.1 }

// More categories, less smoothing; in between these two.
const LEAST_SMOOTHING = 2
const MOST_SMOOTHING = 4
const SMOOTHING = 12

/** Beside one category alone everything would be it: another one, of which no label has a word. */
const COUNTERWEIGHT = { label: 'thisisafaketransaction', category: '0' }

/** The operations that the owner has put into a category. */
const loadChosen = ({ stack }: Pick<RunContext, 'stack'>): Promise<Transaction[]> =>
  stack.documents.find<Transaction>('io.cozy.bank.operations', {
    selector: { manualCategoryId: { $gt: null } },
    index: ['manualCategoryId']
  })

const learnFrom = (transactions: readonly Transaction[]): Classifier | undefined => {
  const chosen = transactions.filter(({ manualCategoryId }) => manualCategoryId)
  const categories = new Set(chosen.map(({ manualCategoryId }) => manualCategoryId)).size
  if (categories === 0) return undefined
  const alpha =
    categories === 1 ? 1 : Math.max(LEAST_SMOOTHING, Math.min(MOST_SMOOTHING, SMOOTHING / (categories + 1)))
  const classifier = new NaiveBayes({ alpha, fitPrior: false })
  for (const transaction of chosen) {
    classifier.learn(labelWithTags(transaction), String(transaction.manualCategoryId))
  }
  if (categories === 1) classifier.learn(COUNTERWEIGHT.label, COUNTERWEIGHT.category)
  // Twice, as the tools do on whose results the apps' thresholds rest.
  classifier.dampen(AMOUNT_TOKENS)
  classifier.dampen(AMOUNT_TOKENS)
  return classifier
}

/** Options of {@link loadLocalModel}. */
export interface LocalModelOptions {
  /** Gives what is learned from, in place of all that the owner has put into a category. */
  customTransactionFetcher?: () => Promise<readonly Transaction[]> | readonly Transaction[]
  /** Has learned already. */
  pretrainedClassifier?: Classifier
}

/** The model made from the owner's own choices; undefined where there are none. */
export const loadLocalModel = async (
  context: Pick<RunContext, 'stack'>,
  { customTransactionFetcher, pretrainedClassifier }: LocalModelOptions
): Promise<Model | undefined> => {
  const classifier =
    pretrainedClassifier ?? learnFrom(await (customTransactionFetcher?.() ?? loadChosen(context)))
  if (!classifier) return undefined
  const { vocabulary } = classifier
  const isKnown = (label: string): boolean => {
    const tokens = tokensOf(label)
    return tokens.filter(token => Object.hasOwn(vocabulary, token)).length > KNOWN_SHARE * tokens.length
  }
  return {
    classifier,
    categorize(transactions) {
      for (const transaction of transactions) {
        const best = isKnown(String(transaction.label))
          ? (mostLikely(classifier.categorize(labelWithTags(transaction))) ?? UNKNOWN)
          : UNKNOWN
        transaction.localCategoryId = best.category
        transaction.localCategoryProba = best.proba
      }
    }
  }
}
