import type { Rule } from './rule.js'

const sameItems = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index])

const sameRule = (a: Rule, b: Rule): boolean =>
  a.type === b.type &&
  a.selector === b.selector &&
  sameItems(a.values, b.values) &&
  sameItems([...a.verbs].sort(), [...b.verbs].sort())

/** Whether two sets of permissions allow the same, whatever their rules are called (`HasSameRules`). */
export const hasSameRules = (a: readonly Rule[], b: readonly Rule[]): boolean =>
  a.length === b.length && a.every(rule => b.some(other => sameRule(rule, other)))

/** The rules whose names the other set does not have. */
export const addedRules = (before: readonly Rule[], after: readonly Rule[]): Rule[] =>
  after.filter(({ title }) => !before.some(rule => rule.title === title))
