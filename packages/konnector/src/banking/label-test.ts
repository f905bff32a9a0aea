import type { Brand, MatchableBill } from './documents.js'

/** Whether the label of an operation, in lower case, is one for a bill. */
export type LabelTest = (label: string) => boolean

const NEVER: LabelTest = () => false

/** A vendor as a word of its own, also one that begins or ends with an accent or a sign (`C&A`, `Électricité`). */
const asWord = (vendor: string): string =>
  `(?<![\\p{L}\\p{N}_])${vendor.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')}(?![\\p{L}\\p{N}_])`

const compile = (pattern: string, flags: string): LabelTest => {
  let expression: RegExp
  try {
    expression = new RegExp(pattern, flags)
  } catch {
    // A pattern that is none, from a document or a dictionary, must not stop all other bills.
    return NEVER
  }
  return label => expression.test(label)
}

/**
 * Makes the tests of labels, one function for each pattern: the bill's own pattern,
 * else the brand of its vendor, else the vendor as a word. A bill with none of them matches no label.
 */
export const labelTests = (
  brands: readonly Brand[],
  identifiers: readonly string[] | undefined
): ((bill: Pick<MatchableBill, 'vendor'>, labelRegex: string | undefined) => LabelTest) => {
  const tests = new Map<string, LabelTest>()
  const testOf = (pattern: string, flags: string): LabelTest => {
    const key = `${flags}:${pattern}`
    const test = tests.get(key) ?? compile(pattern, flags)
    tests.set(key, test)
    return test
  }
  if (identifiers) {
    const texts = identifiers.map(text => text.toLowerCase())
    const holdsOne: LabelTest = label => texts.some(text => label.includes(text))
    return () => holdsOne
  }
  return ({ vendor }, labelRegex) => {
    if (labelRegex) return testOf(labelRegex, 'i')
    if (!vendor) return NEVER
    const brand = brands.find(({ name, konnectorSlug }) => name === vendor || konnectorSlug === vendor)
    return brand?.regexp ? testOf(brand.regexp, 'i') : testOf(asWord(vendor), 'iu')
  }
}
