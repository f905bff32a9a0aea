import { TriggerError } from '../errors.js'
import { isDoctype } from './doctype.js'

/** One rule of an `@event`: `doctype[:verbs][:values][:selector]`. */
export interface EventRule {
  doctype: string
  /** Empty: any verb. What stands here is not checked, by the real stack neither. */
  verbs: readonly string[]
  /** Empty: any value. */
  values: readonly string[]
  /** The top-level field whose value is looked at; empty: the document's id. */
  selector: string
}

/** The value that stands for a change of the selected field. */
export const CHANGED = '!='

/** Reads the rules of an `@event`, one blank between two of them (model/permission/rule.go, UnmarshalRuleString). */
export function parseEventRules(text: string): EventRule[] {
  let position = 0
  return text.split(' ').map(word => {
    const rule = parseRule(word, position, text)
    position += word.length + 1
    return rule
  })
}

function parseRule(word: string, position: number, text: string): EventRule {
  const [doctype = '', verbs, values, selector = '', ...tooMany] = word.split(':')
  if (tooMany.length > 0) {
    const why = `${JSON.stringify(word)} has more than four parts`
    throw refuse(text, why, 'Write doctype:verbs:values:selector', word, position)
  }
  if (!isDoctype(doctype)) throw refuse(text, ...badDoctype(doctype, word, text), doctype, position)
  return {
    doctype,
    verbs: splitList(verbs),
    values: splitList(values),
    selector
  }
}

function splitList(text: string | undefined): string[] {
  return text === undefined ? [] : text.split(',')
}

function badDoctype(doctype: string, word: string, text: string): [why: string, advice: string] {
  if (text === '') return ['it is empty', 'Name a doctype, such as "io.cozy.bills:CREATED"']
  if (word === '')
    return ['there is more than one blank in a row, or one at an end', 'Write one blank between two doctypes']
  if (doctype === '')
    return [`${JSON.stringify(word)} names no doctype`, 'Begin with a doctype, such as "io.cozy.bills"']
  const why = `${JSON.stringify(doctype)} is no doctype`
  if (doctype.endsWith(',')) return [why, 'Write a blank, not a comma, between two doctypes']
  if (doctype.includes('*')) return [why, 'Name each doctype: a wildcard never matches a change']
  const fixed = doctype.toLowerCase()
  if (fixed !== doctype && isDoctype(fixed)) return [why, `Did you mean ${fixed}?`]
  return [why, 'A doctype has lower-case letters, digits, _ and single dots between them']
}

function refuse(text: string, why: string, advice: string, part: string, position: number): TriggerError {
  return new TriggerError({
    code: 'bad-event',
    subject: `the event ${JSON.stringify(text)}`,
    why,
    advice,
    part,
    position
  })
}
