import type { RunContext } from '../run/context.js'
import { loadGlobalModel } from './global-model.js'
import { loadLocalModel, type LocalModelOptions } from './local-model.js'
import type { Model } from './model.js'
import type { Classifier } from './naive-bayes.js'
import type { Transaction } from './transaction.js'

/** Options of {@link createCategorizer}. */
export interface CategorizerOptions extends LocalModelOptions {
  /** Whether to ask the stack for the model made from all Cozys that take part; true. */
  useGlobalModel?: boolean
}

/** What {@link createCategorizer} gives. */
export interface Categorizer {
  /** Writes the categories into the transactions, and gives the same ones back. */
  categorize: <Some extends Transaction>(transactions: Some[]) => (Some & Transaction)[]
  /** Those of the models that are there: the global one first. */
  classifiers: Classifier[]
}

type CategorizerContext = Pick<RunContext, 'stack' | 'log'>

const loadOrWarn = async (
  { log }: CategorizerContext,
  name: string,
  load: () => Promise<Model | undefined>
): Promise<Model | undefined> => {
  try {
    return await load()
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    log.warn(`Failed to load the ${name} model of categories: ${why}`)
    return undefined
  }
}

/**
 * Makes a categorizer of bank transactions, once for many of them. The global model, which hosted Cozys have, writes
 * `cozyCategoryId` and `cozyCategoryProba`; the local one, made from the owner's own choices (`manualCategoryId`),
 * `localCategoryId` and `localCategoryProba`. A model that cannot be had is left out, with a warning where it should
 * have been there.
 */
export const createCategorizer = async (
  context: CategorizerContext,
  { useGlobalModel = true, ...local }: CategorizerOptions = {}
): Promise<Categorizer> => {
  const models = await Promise.all([
    useGlobalModel ? loadOrWarn(context, 'global', () => loadGlobalModel(context)) : undefined,
    loadOrWarn(context, 'local', () => loadLocalModel(context, local))
  ])
  const present = models.filter(model => model !== undefined)
  return {
    categorize(transactions) {
      for (const model of present) model.categorize(transactions)
      return transactions
    },
    classifiers: present.map(({ classifier }) => classifier)
  }
}

/** Puts transactions into categories: {@link createCategorizer} for a single use. */
export const categorize = async <Some extends Transaction>(
  context: CategorizerContext,
  transactions: Some[],
  options: CategorizerOptions = {}
): Promise<(Some & Transaction)[]> => (await createCategorizer(context, options)).categorize(transactions)
