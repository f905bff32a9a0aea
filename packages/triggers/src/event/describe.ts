import { list } from '../words.js'
import { isChangeRule } from './match.js'
import type { EventRule } from './rule.js'

const VERBS: Readonly<Record<string, string>> = { CREATED: 'created', UPDATED: 'updated', DELETED: 'deleted' }

/** Rules in words: `when an operation is created or a bill is deleted`. */
export function describeRules(rules: readonly EventRule[]): string {
  return `when ${list(rules.map(describeRule), 'or')}`
}

function describeRule(rule: EventRule): string {
  const { doctype, selector, values } = rule
  const noun = singular(doctype.split('.').at(-1) || doctype)
  const subject = `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`
  const verbs = rule.verbs.length === 0 ? Object.values(VERBS) : rule.verbs.map(verb => VERBS[verb] ?? verb)
  if (values.length === 0) return `${subject} is ${list(verbs, 'or')}`
  if (selector === '') return `the ${noun} ${list(values, 'or')} is ${list(verbs, 'or')}`
  if (!isChangeRule(rule))
    return `${subject} whose ${selector} is ${list(values, 'or')} is ${list(verbs, 'or')}`

  const others = verbs.filter(verb => verb !== 'updated')
  const change = verbs.includes('updated') ? [`the ${selector} of ${subject} changes`] : []
  return list([...change, ...(others.length > 0 ? [`${subject} is ${list(others, 'or')}`] : [])], 'or')
}

function singular(name: string): string {
  if (name.endsWith('ies')) return `${name.slice(0, -3)}y`
  if (/(?:ss|x|ch|sh)es$/.test(name)) return name.slice(0, -2)
  return /[^su]s$/.test(name) ? name.slice(0, -1) : name
}
