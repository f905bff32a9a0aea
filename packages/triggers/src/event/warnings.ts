import { nearest } from '../suggest.js'
import { isWildcard } from './doctype.js'
import { SELECTABLE } from './fetch.js'
import { CHANGED, type EventRule } from './rule.js'

const VERBS = ['CREATED', 'UPDATED', 'DELETED']

/** What makes a rule match less than it says, or nothing, though the real stack accepts it in silence. */
export function ruleWarnings(rule: EventRule): string[] {
  const { doctype } = rule
  const warnings = verbWarnings(rule)
  if (isWildcard(doctype))
    warnings.push(`"${doctype}" never matches: name each doctype, an event has no wildcards`)
  return [...warnings, ...valueWarnings(rule), ...selectorWarnings(rule)]
}

function verbWarnings({ verbs }: EventRule): string[] {
  // In a permission ALL means GET to DELETE, none of which ever happens to a document.
  if (verbs.includes('ALL'))
    return [`the verb ALL never matches: leave the verbs out, or write "${VERBS.join(',')}"`]
  return verbs
    .filter(verb => !VERBS.includes(verb))
    .map(verb => {
      if (verb === '') return 'an empty verb never matches: leave the verbs out to match all'
      const meant = nearest(verb, VERBS)
      const hint = meant === undefined ? `the verbs are ${VERBS.join(', ')}` : `did you mean ${meant}?`
      return `there is no verb "${verb}", it never matches: ${hint}`
    })
}

function valueWarnings({ values, selector, verbs }: EventRule): string[] {
  if (values.length === 0) return []
  if (selector === '') {
    if (values.includes(CHANGED))
      return [`"${CHANGED}" needs a selector: write the field whose change matters after it`]
    return values.includes('')
      ? ['an empty value without a selector never matches: it is compared with the id']
      : []
  }
  if (values.length > 1 && values.includes(CHANGED)) {
    return [`"${CHANGED}" beside other values is taken for a plain value: let it stand alone`]
  }
  if (values[0] === CHANGED && verbs.length > 0 && !verbs.includes('UPDATED')) {
    return [
      `"${CHANGED}" says nothing without the verb UPDATED: each creation or deletion counts as a change`
    ]
  }
  return []
}

function selectorWarnings({ doctype, selector, values }: EventRule): string[] {
  if (selector === '') return []
  if (values.length === 0) return []
  const selectable = Object.hasOwn(SELECTABLE, doctype) ? SELECTABLE[doctype] : undefined
  if (selectable !== undefined && !selectable.includes(selector)) {
    return [
      `the selector "${selector}" never matches: of ${doctype} only ${selectable.join(', ')} can be selected`
    ]
  }
  // Of a nested field the stack sees nothing: `metadata.vendor` is looked up as one name.
  return selector.includes('.')
    ? [
        `the selector "${selector}" is taken for one top-level field of this name: nested fields cannot be selected`
      ]
    : []
}
