import { tellingWords } from '../label/words.js'

/** What is known of labels that say the same: `entry` is the caller's own. */
export interface AlikeLabel<Entry> {
  entry: Entry
  /** 0 to 1; 1 for the same words. */
  likeness: number
}

interface Listed<Entry> {
  entry: Entry
  features: string[]
  weight: number
}

/** Two words that stand together are one feature more: `FREE MOBILE` and `FREEMOBILE` are alike. */
const featuresOf = (words: readonly string[]): string[] => [
  ...new Set([...words, ...words.slice(1).map((word, index) => `${words[index]}${word}`)])
]

/**
 * Labels by their words, each text once however many operations carry it, so that ten thousand operations are compared
 * with a few hundred payees. Add them all before the first question: how much a word tells is reckoned then.
 */
export class LabelIndex<Entry> {
  readonly #makeEntry: () => Entry
  readonly #listed = new Map<string, Listed<Entry>>()
  /** By feature: those that have it, as positions in `#order`. */
  readonly #having = new Map<string, number[]>()
  readonly #order: Listed<Entry>[] = []
  /** By feature: how many labels were added that have it. */
  readonly #seen = new Map<string, number>()
  readonly #weights = new Map<string, number>()
  #added = 0

  constructor(makeEntry: () => Entry) {
    this.#makeEntry = makeEntry
  }

  /** The entry of all labels that say the same as this one. */
  add(label: string): Entry {
    const words = tellingWords(label)
    const key = words.join(' ')
    const known = this.#listed.get(key) ?? this.#list(key, featuresOf(words))
    this.#added += 1
    for (const feature of known.features) this.#seen.set(feature, (this.#seen.get(feature) ?? 0) + 1)
    return known.entry
  }

  /** The labels that share a word with this one. */
  alike(label: string): AlikeLabel<Entry>[] {
    const features = featuresOf(tellingWords(label))
    const own = this.#weigh(features)
    const shared = new Map<number, number>()
    for (const feature of features) {
      const weight = this.#weightOf(feature)
      for (const position of this.#having.get(feature) ?? [])
        shared.set(position, (shared.get(position) ?? 0) + weight)
    }
    return [...shared].flatMap(([position, both]) => {
      const listed = this.#order[position]
      if (!listed) return []
      listed.weight ||= this.#weigh(listed.features)
      // The mean of cosine and containment: a longer label of the same payee (a branch, a town) holds the shorter one.
      const likeness = (both / Math.sqrt(own * listed.weight) + both / Math.min(own, listed.weight)) / 2
      return [{ entry: listed.entry, likeness }]
    })
  }

  #list(key: string, features: string[]): Listed<Entry> {
    const listed = { entry: this.#makeEntry(), features, weight: 0 }
    this.#listed.set(key, listed)
    const position = this.#order.push(listed) - 1
    for (const feature of features) {
      const having = this.#having.get(feature)
      if (having) having.push(position)
      else this.#having.set(feature, [position])
    }
    return listed
  }

  /** A word that many labels have tells less than a rare one. */
  #weightOf(feature: string): number {
    const known = this.#weights.get(feature)
    if (known !== undefined) return known
    const weight = Math.log(1 + (this.#added + 1) / (1 + (this.#seen.get(feature) ?? 0))) ** 2
    this.#weights.set(feature, weight)
    return weight
  }

  #weigh(features: readonly string[]): number {
    return features.reduce((sum, feature) => sum + this.#weightOf(feature), 0)
  }
}
