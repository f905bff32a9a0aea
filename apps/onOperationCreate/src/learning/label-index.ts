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

/** Less than this, and no category would be taken from a label: the town alone is the same. */
const FAINT = 0.2

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
  readonly #byWords = new Map<string, Listed<Entry>>()
  readonly #listed: Listed<Entry>[] = []
  /** By feature: the positions in `#listed` of those that have it. */
  readonly #positions = new Map<string, number[]>()
  /** By feature: how many labels were added that have it. */
  readonly #seen = new Map<string, number>()
  readonly #weights = new Map<string, number>()
  #added = 0
  /** By position, what is shared with the label in question: made once, for a town may stand on every label. */
  #shared = new Float64Array(0)

  constructor(makeEntry: () => Entry) {
    this.#makeEntry = makeEntry
  }

  /** The entry of all labels that say the same as this one. */
  add(label: string): Entry {
    const words = tellingWords(label)
    const key = words.join(' ')
    const listed = this.#byWords.get(key) ?? this.#list(key, featuresOf(words))
    this.#added += 1
    for (const feature of listed.features) this.#seen.set(feature, (this.#seen.get(feature) ?? 0) + 1)
    return listed.entry
  }

  /** The labels that share words enough with this one to be worth a thought. */
  alike(label: string): AlikeLabel<Entry>[] {
    const features = featuresOf(tellingWords(label))
    const own = this.#weigh(features)
    const found: AlikeLabel<Entry>[] = []
    for (const position of this.#share(features)) {
      const listed = this.#listed[position]
      const shared = this.#shared[position] ?? 0
      this.#shared[position] = 0
      if (!listed) continue
      listed.weight ||= this.#weigh(listed.features)
      // The mean of cosine and containment: a longer label of the same payee (a branch, a town) holds the shorter one.
      const likeness = (shared / Math.sqrt(own * listed.weight) + shared / Math.min(own, listed.weight)) / 2
      if (likeness >= FAINT) found.push({ entry: listed.entry, likeness })
    }
    return found
  }

  /** Adds up in `#shared` what each listed label has of these features; the positions that have any. */
  #share(features: readonly string[]): number[] {
    if (this.#shared.length < this.#listed.length) this.#shared = new Float64Array(this.#listed.length)
    const touched: number[] = []
    for (const feature of features) {
      const weight = this.#weightOf(feature)
      for (const position of this.#positions.get(feature) ?? []) {
        const sum = this.#shared[position] ?? 0
        if (sum === 0) touched.push(position)
        this.#shared[position] = sum + weight
      }
    }
    return touched
  }

  #list(key: string, features: string[]): Listed<Entry> {
    const listed = { entry: this.#makeEntry(), features, weight: 0 }
    this.#byWords.set(key, listed)
    const position = this.#listed.push(listed) - 1
    for (const feature of features) {
      const positions = this.#positions.get(feature)
      if (positions) positions.push(position)
      else this.#positions.set(feature, [position])
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
