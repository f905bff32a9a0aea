import type { TriggerEvent } from '../api.js'
import { list } from '../words.js'
import { fetchField } from './fetch.js'
import { isChangeRule, ruleMatches } from './match.js'
import type { EventRule } from './rule.js'

/** Characters of a value that are shown. */
const LONGEST = 60

const quote = (text: string): string =>
  JSON.stringify(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text)

/** Why no rule matches a change, in words; undefined where one does. */
export function explainRules(rules: readonly EventRule[], event: TriggerEvent): string | undefined {
  if (rules.some(rule => ruleMatches(rule, event))) return undefined
  const own = rules.filter(({ doctype }) => doctype === event.doctype)
  if (own.length === 0) return `it does not listen to ${event.doctype}`
  return [...new Set(own.map(rule => explainRule(rule, event)))].join('; ')
}

function explainRule(rule: EventRule, event: TriggerEvent): string {
  const { verbs, values, selector } = rule
  if (verbs.length > 0 && !verbs.includes(event.verb)) {
    return `it listens to ${list(verbs, 'or')}, and this was ${event.verb}`
  }
  if (selector === '') {
    if (event.doctype === 'io.cozy.files' && event.doc['trashed'] === true) {
      return 'a file that is in the trash from its first revision on counts for nothing'
    }
    return `it is for ${list(values.map(quote), 'or')} alone`
  }
  if (isChangeRule(rule)) {
    return event.before === undefined
      ? `what "${selector}" was before is not known, so that nothing tells whether it has changed`
      : `"${selector}" has not changed: it is ${shown(rule, event)}`
  }
  return `"${selector}" is ${shown(rule, event)}, not ${list(values.map(quote), 'or')}`
}

const shown = ({ doctype, selector }: EventRule, { doc }: TriggerEvent): string =>
  list(fetchField(doctype, doc, selector).map(quote)) || 'empty'
