import { StackError } from '../errors/stack-error.js'
import type { RunContext } from '../run/context.js'
import type { Model } from './model.js'
import { mostLikely, NaiveBayes, type ClassifierState } from './naive-bayes.js'
import { labelWithTags } from './tokens.js'

/** Where a hosted Cozy has the model: `remote_assets` in the configuration of its stack. */
const ASSET = 'bank_classifier_nb_and_voc'

const isState = (value: unknown): value is ClassifierState =>
  typeof value === 'object' &&
  value !== null &&
  ['vocabulary', 'docCount', 'wordCount', 'wordFrequencyCount', 'categories'].every(
    name => typeof (value as Record<string, unknown>)[name] === 'object'
  )

/** The model made from all Cozys that take part; undefined where the stack has none, as one at home. */
export const loadGlobalModel = async ({
  stack,
  log
}: Pick<RunContext, 'stack' | 'log'>): Promise<Model | undefined> => {
  let state: unknown
  try {
    state = await stack.json<unknown>({ path: `/remote/assets/${ASSET}` })
  } catch (error) {
    if (StackError.is(error, 'not_found')) return undefined
    throw error
  }
  if (!isState(state)) {
    log.warn(
      `Failed to read the asset ${ASSET}: it is not the state of a classifier. Its categories are left out.`
    )
    return undefined
  }
  const classifier = new NaiveBayes({}, state)
  return {
    classifier,
    categorize(transactions) {
      for (const transaction of transactions) {
        const best = mostLikely(classifier.categorize(labelWithTags(transaction)))
        if (!best) continue
        transaction.cozyCategoryId = best.category
        transaction.cozyCategoryProba = best.proba
      }
    }
  }
}
