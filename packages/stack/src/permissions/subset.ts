import { matchesType } from './match.js'
import { isMaximal, type Rule } from './rule.js'

const covers = (rule: Rule, asked: Rule): boolean => {
  if (!matchesType(rule, asked.type)) return false
  // A rule that names no verbs, or no values, passes here although it means all of them: so it does on the real stack.
  if (rule.verbs.length > 0 && !asked.verbs.every(verb => rule.verbs.includes(verb))) return false
  if (rule.selector === '' && rule.values.length === 0) return true
  return rule.selector === asked.selector && asked.values.every(value => rule.values.includes(value))
}

/** Whether one of the rules gives what `asked` gives, by the real stack's own measure. */
export const isRuleWithin = (asked: Rule, rules: readonly Rule[]): boolean =>
  isMaximal(rules) || rules.some(rule => covers(rule, asked))

/** Whether `asked` gives no more than `rules`. What gives everything is part of nothing. */
export const isSubset = (asked: readonly Rule[], rules: readonly Rule[]): boolean =>
  !isMaximal(asked) && asked.every(rule => isRuleWithin(rule, rules))

/** Whether a rule that passed gives more all the same: it names no verbs, or no values, where the other does. */
export const isWider = (asked: Rule, rules: readonly Rule[]): boolean =>
  !isMaximal(rules) &&
  !rules.some(
    rule =>
      covers(rule, asked) &&
      (rule.verbs.length === 0 || asked.verbs.length > 0) &&
      (rule.values.length === 0 || asked.values.length > 0)
  )
