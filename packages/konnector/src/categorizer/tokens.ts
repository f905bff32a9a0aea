import type { Transaction } from './transaction.js'

// The models know these tokens and no others: each step is that of the tools that they were made with.

const DATE = /\d{1,2}\/\d{1,2}(?:\/\d{2,4})?/g
const LONGEST_PHRASE = 3

/** Words of at least two letters, and the phrases of two and three words that stand together: longest first. */
export const tokensOf = (label: string): string[] => {
  const words = label
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(DATE, ' tag_date ')
    .replace(/[^a-z_ ]/g, '')
    .split(/\s+/)
    .filter(word => word.length >= 2)
  const tokens: string[] = []
  for (let length = LONGEST_PHRASE; length > 0; length--) {
    for (let start = 0; start + length <= words.length; start++) {
      tokens.push(words.slice(start, start + length).join(' '))
    }
  }
  return tokens
}

/** By the amount under which a tag holds, in euros; the last one for all above. */
const AMOUNT_TAGS: readonly (readonly [under: number, tag: string])[] = [
  [-550, 'tag_v_b_expense'],
  [-100, 'tag_b_expense'],
  [-20, 'tag_expense'],
  [0, 'tag_noise_neg'],
  [50, 'tag_noise_pos'],
  [200, 'tag_income'],
  [1200, 'tag_b_income'],
  [Infinity, 'tag_activity_income']
]

const signTag = (amount: number): string => (amount < 0 ? 'tag_neg' : 'tag_pos')

const amountTag = (amount: number): string =>
  AMOUNT_TAGS.find(([under]) => amount < under)?.[1] ?? 'tag_activity_income'

/** The label as the models read it: how much came or went stands before it, as words. */
export const labelWithTags = ({ label, amount }: Pick<Transaction, 'label' | 'amount'>): string =>
  ` ${signTag(amount)} ${amountTag(amount)} ${String(label).toLowerCase()}`

/** The tokens that tell nothing but the amount: on every label, so their weight is held down. */
export const AMOUNT_TOKENS: readonly string[] = AMOUNT_TAGS.flatMap(([under, tag]) => {
  const sign = under <= 0 ? 'tag_neg' : 'tag_pos'
  return [sign, tag, `${sign} ${tag}`]
}).filter((token, position, all) => all.indexOf(token) === position)
