import { tokensOf } from './tokens.js'

/** A category with how likely it is, 0 to 1. */
export interface Likelihood {
  category: string
  proba: number
}

/** What a model asks: one of this module, one of the `classificator` library, or anything alike. */
export interface Classifier {
  /** By token: in how many texts it stood. */
  vocabulary: Record<string, number>
  categorize(text: string): { likelihoods: Likelihood[] }
}

/** What a classifier has learned: the same JSON as the `classificator` library reads and writes. */
export interface ClassifierState {
  vocabulary: Record<string, number>
  vocabularySize: number
  totalDocuments: number
  /** By category: texts, tokens, and how often each token stood in them. */
  docCount: Record<string, number>
  wordCount: Record<string, number>
  wordFrequencyCount: Record<string, Record<string, number>>
  categories: Record<string, boolean>
  options?: { alpha?: number; fitPrior?: boolean } | undefined
}

/** A record that has no `constructor`: labels may hold any word. */
const bare = <T>(from: Record<string, T> = {}): Record<string, T> =>
  Object.assign(Object.create(null) as Record<string, T>, from)

const add = (counts: Record<string, number>, key: string, count: number): void => {
  counts[key] = (counts[key] ?? 0) + count
}

const countsOf = (tokens: readonly string[]): Record<string, number> => {
  const counts = bare<number>()
  for (const token of tokens) add(counts, token, 1)
  return counts
}

/**
 * Multinomial naive Bayes with additive smoothing. In plain floats: the sums of logarithms are small, and a hundred
 * categories are asked for each of a thousand operations.
 */
export class NaiveBayes implements Classifier {
  readonly vocabulary: Record<string, number>
  vocabularySize: number
  readonly #state: ClassifierState
  readonly #alpha: number
  readonly #fitPrior: boolean

  /** @param state what was learned elsewhere; nothing where absent */
  constructor({ alpha, fitPrior }: { alpha?: number; fitPrior?: boolean } = {}, state?: ClassifierState) {
    this.#alpha = alpha ?? state?.options?.alpha ?? 1
    this.#fitPrior = fitPrior ?? state?.options?.fitPrior ?? true
    this.vocabulary = bare(state?.vocabulary)
    this.vocabularySize = state?.vocabularySize ?? 0
    this.#state = {
      vocabulary: this.vocabulary,
      vocabularySize: this.vocabularySize,
      totalDocuments: state?.totalDocuments ?? 0,
      docCount: bare(state?.docCount),
      wordCount: bare(state?.wordCount),
      wordFrequencyCount: bare(
        Object.fromEntries(
          Object.entries(state?.wordFrequencyCount ?? {}).map(([category, counts]) => [
            category,
            bare(counts)
          ])
        )
      ),
      categories: bare(state?.categories)
    }
  }

  learn(text: string, category: string): void {
    const { docCount, wordCount, wordFrequencyCount, categories } = this.#state
    categories[category] = true
    add(docCount, category, 1)
    this.#state.totalDocuments += 1
    const frequencies = (wordFrequencyCount[category] ??= bare())
    for (const [token, count] of Object.entries(countsOf(tokensOf(text)))) {
      if (!this.vocabulary[token]) this.vocabularySize += 1
      add(this.vocabulary, token, 1)
      add(frequencies, token, count)
      add(wordCount, category, count)
    }
  }

  categorize(text: string): { likelihoods: Likelihood[] } {
    const { categories, docCount, totalDocuments } = this.#state
    const known = Object.entries(countsOf(tokensOf(text))).filter(
      ([token]) => (this.vocabulary[token] ?? 0) > 0
    )
    const logarithms = Object.keys(categories).map(category => {
      const prior = this.#fitPrior ? Math.log((docCount[category] ?? 0) / totalDocuments) : 0
      const log = known.reduce(
        (sum, [token, count]) => sum + count * Math.log(this.#share(token, category)),
        prior
      )
      return { category, log }
    })
    const highest = Math.max(...logarithms.map(({ log }) => log))
    const sum = logarithms.reduce((total, { log }) => total + Math.exp(log - highest), 0)
    const likelihoods = logarithms.map(({ category, log }) => ({
      category,
      proba: Math.exp(log - highest) / sum
    }))
    return { likelihoods: likelihoods.sort((one, other) => other.proba - one.proba) }
  }

  /** Lets a token that stood often in a category count by its logarithm: `f` times become `1 + ln f`. */
  dampen(tokens: readonly string[]): void {
    for (const [category, frequencies] of Object.entries(this.#state.wordFrequencyCount)) {
      for (const token of tokens) {
        const count = frequencies[token]
        if (count === undefined || count === 1) continue
        const dampened = 1 + Math.log(count)
        frequencies[token] = dampened
        add(this.vocabulary, token, dampened - count)
        add(this.#state.wordCount, category, dampened - count)
      }
    }
  }

  /** What was learned, for another time. */
  toJson(): string {
    const options = { alpha: this.#alpha, fitPrior: this.#fitPrior }
    return JSON.stringify({ ...this.#state, vocabularySize: this.vocabularySize, options })
  }

  #share(token: string, category: string): number {
    const { wordFrequencyCount, wordCount } = this.#state
    const count = wordFrequencyCount[category]?.[token] ?? 0
    return (count + this.#alpha) / ((wordCount[category] ?? 0) + this.#alpha * this.vocabularySize)
  }
}

/** The category that is most likely; undefined for a classifier that knows none. */
export const mostLikely = ({ likelihoods }: { likelihoods: readonly Likelihood[] }): Likelihood | undefined =>
  likelihoods.reduce<Likelihood | undefined>(
    (best, one) => (best === undefined || one.proba > best.proba ? one : best),
    undefined
  )
