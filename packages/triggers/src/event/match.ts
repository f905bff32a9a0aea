import type { TriggerEvent } from '../api.js'
import { fetchField } from './fetch.js'
import { CHANGED, type EventRule } from './rule.js'

/** Whether a change is what a rule asks for (model/job/trigger_event.go, eventMatchRule). */
export function ruleMatches(rule: EventRule, event: TriggerEvent): boolean {
  if (event.doctype !== rule.doctype) return false
  if (rule.verbs.length > 0 && !rule.verbs.includes(event.verb)) return false
  if (rule.values.length === 0) return true
  if (rule.selector === '') return idMatches(rule, event)
  return isChangeRule(rule) ? hasChanged(rule, event) : hasValue(rule, event)
}

/** `!=` stands for a change only when it is the one value. */
export function isChangeRule(rule: EventRule): boolean {
  return rule.values.length === 1 && rule.values[0] === CHANGED
}

function idMatches(rule: EventRule, { doctype, doc, before, within }: TriggerEvent): boolean {
  const id = doc['_id']
  if (typeof id === 'string' && rule.values.includes(id)) return true
  if (doctype !== 'io.cozy.files') return false
  // The stack writes a new file first as one in the trash; this first revision is ignored.
  if (doc['trashed'] === true && String(doc['_rev']).startsWith('1-')) return false
  const directories = within ?? [doc['dir_id'], before?.['dir_id']]
  return directories.some(directory => typeof directory === 'string' && rule.values.includes(directory))
}

function hasChanged({ doctype, selector }: EventRule, { verb, doc, before }: TriggerEvent): boolean {
  // A document that appears or vanishes counts as a change.
  if (verb !== 'UPDATED') return true
  if (before === undefined) return false
  const now = fetchField(doctype, doc, selector)
  const then = fetchField(doctype, before, selector)
  return now.length !== then.length || now.some((text, index) => text !== then[index])
}

function hasValue({ doctype, selector, values }: EventRule, { doc, before }: TriggerEvent): boolean {
  return [doc, before].some(
    version =>
      version !== undefined && fetchField(doctype, version, selector).some(text => values.includes(text))
  )
}
