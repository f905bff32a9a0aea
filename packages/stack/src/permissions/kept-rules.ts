import type { Rule } from './rule.js'

const sameTexts = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every(text => other.includes(text))

const isSame = (one: Rule, other: Rule): boolean =>
  one.type === other.type &&
  one.selector === other.selector &&
  sameTexts(one.verbs, other.verbs) &&
  sameTexts(one.values, other.values)

const hasSameRules = (one: readonly Rule[], other: readonly Rule[]): boolean =>
  one.length === other.length && one.every(rule => other.some(candidate => isSame(rule, candidate)))

/** What was added to a rule since its manifest was read. */
const added = (rule: Rule, inManifest: Rule): Rule => ({
  ...rule,
  verbs: inManifest.verbs.length === 0 ? [] : rule.verbs.filter(verb => !inManifest.verbs.includes(verb)),
  values:
    inManifest.values.length === 0 ? [] : rule.values.filter(value => !inManifest.values.includes(value))
})

/** Both at once; what already means all stays so. */
const union = (one: readonly string[], other: readonly string[]): readonly string[] =>
  one.length === 0 ? one : [...new Set([...one, ...other])]

/**
 * The rules of an app once a new manifest asks for `wanted`. Rules that were added since the last one was installed
 * stay. Where none were, the real stack keeps all that the last manifest asked for as well, so an update takes nothing
 * away from an app: only its removal does.
 */
export const rulesAfterUpdate = (
  wanted: readonly Rule[],
  stored: readonly Rule[],
  inManifest: readonly Rule[]
): Rule[] => {
  const keptWhole = hasSameRules(stored, inManifest)
  const kept = stored.map(rule => {
    const old = inManifest.find(({ title }) => title === rule.title)
    const goesOn = wanted.some(({ title }) => title === rule.title)
    return keptWhole || !old || !goesOn ? rule : added(rule, old)
  })
  const merged = wanted.map(rule => {
    const extra = kept.find(({ title, type }) => title === rule.title && type === rule.type)
    return extra
      ? { ...rule, verbs: union(rule.verbs, extra.verbs), values: union(rule.values, extra.values) }
      : rule
  })
  return [...kept.filter(({ title }) => !wanted.some(rule => rule.title === title)), ...merged]
}
