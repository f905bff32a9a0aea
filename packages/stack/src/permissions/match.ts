import { isWildcard, trimWildcard } from './doctype-name.js'
import { MAXIMAL, type Rule, type Verb } from './rule.js'

export const matchesVerb = (rule: Rule, verb: Verb): boolean =>
  rule.verbs.length === 0 || rule.verbs.includes(verb)

export const matchesType = (rule: Rule, doctype: string): boolean => {
  if (rule.type === doctype || rule.type === MAXIMAL) return true
  if (!isWildcard(rule.type)) return false
  const family = trimWildcard(rule.type)
  return doctype === family || doctype.startsWith(`${family}.`)
}

/** Go's `%v` of what JSON can hold at the top of a document. */
const asGoText = (value: unknown): string => {
  if (value === null || value === undefined) return '<nil>'
  if (Array.isArray(value)) return `[${value.map(asGoText).join(' ')}]`
  if (typeof value === 'object') {
    const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
    return `map[${fields.map(([key, item]) => `${key}:${asGoText(item)}`).join(' ')}]`
  }
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** The values of a document that a selector may equal. */
const candidates = (doc: Record<string, unknown>, selector: string): string[] => {
  const value = Object.hasOwn(doc, selector) ? doc[selector] : undefined
  if (selector === 'referenced_by') {
    if (!Array.isArray(value)) return []
    return (value as Record<string, unknown>[]).map(
      reference => `${asGoText(reference?.type)}/${asGoText(reference?.id)}`
    )
  }
  return [asGoText(value)]
}

const matchesValues = (rule: Rule, doc: Record<string, unknown>): boolean => {
  if (rule.values.length === 0) return true
  if (rule.selector === '') return rule.values.includes(typeof doc._id === 'string' ? doc._id : '')
  const found = candidates(doc, rule.selector)
  return rule.values.some(value => found.includes(value))
}

/** Whether the verb is allowed on every document of the doctype. */
export const allowsWholeType = (rules: readonly Rule[], verb: Verb, doctype: string): boolean =>
  rules.some(rule => matchesVerb(rule, verb) && matchesType(rule, doctype) && rule.values.length === 0)

/** Whether the verb is allowed on this document. */
export const allowsDocument = (
  rules: readonly Rule[],
  verb: Verb,
  doctype: string,
  doc: Record<string, unknown>
): boolean =>
  rules.some(rule => matchesVerb(rule, verb) && matchesType(rule, doctype) && matchesValues(rule, doc))

/** Whether the verb is allowed on the document of this id, without knowing its fields. */
export const allowsId = (rules: readonly Rule[], verb: Verb, doctype: string, id: string): boolean =>
  rules.some(
    rule =>
      matchesVerb(rule, verb) &&
      matchesType(rule, doctype) &&
      (rule.values.length === 0 || (rule.selector === '' && rule.values.includes(id)))
  )
