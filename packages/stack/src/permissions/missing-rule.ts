import { matchesType } from './match.js'
import type { Permission } from './permission.js'
import type { Rule, Verb } from './rule.js'

/** The smallest rule that would have allowed a request. No values: what was asked is of no one document alone. */
export interface MissingRule {
  type: string
  verb: Verb
  selector?: string
  values?: readonly string[]
}

/** Those whose documents are few and known by name, so that a rule on one alone is of use. */
const BY_ID = new Set(['io.cozy.settings'])

/** Jobs and triggers are given by their worker. */
const BY_WORKER = new Set(['io.cozy.jobs', 'io.cozy.triggers'])

/** Nothing of a document but its worker, or an id of the stack's own, is in the rule: it is shown in the log. */
export const missingRule = (verb: Verb, type: string, doc: Record<string, unknown> = {}): MissingRule => {
  if (BY_WORKER.has(type) && typeof doc.worker === 'string') {
    return { type, verb, selector: 'worker', values: [doc.worker] }
  }
  const { _id: id } = doc
  if (BY_ID.has(type) && typeof id === 'string' && id.startsWith('io.cozy.')) {
    return { type, verb, values: [id] }
  }
  return { type, verb }
}

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** A free name: `operations`, else `bankOperations`, else one with a number. */
const titleOf = (type: string, taken: ReadonlySet<string>): string => {
  const words = type.split('.').filter(word => word !== '*')
  const last = words.at(-1) ?? type
  const longer = `${words.at(-2) ?? ''}${capitalised(last)}`
  for (const title of [last, longer]) if (!taken.has(title)) return title
  let count = 2
  while (taken.has(`${longer}${count}`)) count += 1
  return `${longer}${count}`
}

const sameValues = (rule: Rule, { selector = '', values = [] }: MissingRule): boolean =>
  rule.selector === selector &&
  rule.values.length === values.length &&
  values.every(value => rule.values.includes(value))

const line = (title: string, rule: Record<string, unknown>): string => {
  const fields = Object.entries(rule).map(
    ([name, value]) => `"${name}": ${JSON.stringify(value).replaceAll('","', '", "')}`
  )
  return `${JSON.stringify(title)}: { ${fields.join(', ')} }`
}

/** The line of a manifest that allows it, and whether it stands in the place of one that is there. */
export const manifestLine = (
  { type, verb, selector, values }: MissingRule,
  { rules }: Pick<Permission, 'rules'>
): { text: string; replaces: boolean } => {
  const same = rules.find(
    rule =>
      rule.title !== undefined &&
      rule.type === type &&
      sameValues(rule, { type, verb, ...(selector && { selector }), ...(values && { values }) })
  )
  const taken = new Set(rules.flatMap(({ title }) => (title === undefined ? [] : [title])))
  const text = line(same?.title ?? titleOf(type, taken), {
    type,
    ...(same?.description && { description: same.description }),
    verbs: [...(same?.verbs ?? []), verb],
    ...(selector && { selector }),
    ...(values && { values })
  })
  return { text, replaces: same !== undefined }
}

/** The same for the scope of a token: `io.cozy.jobs:POST:sendmail:worker`. */
export const scopeOf = ({ type, verb, selector, values }: MissingRule): string =>
  [type, verb, ...(values ? [values.join(',')] : []), ...(selector ? [selector] : [])].join(':')

/** Whether some rule is about the doctype at all: then its verbs or its values are what refuses. */
export const isMentioned = (type: string, rules: readonly Rule[]): boolean =>
  rules.some(rule => matchesType(rule, type))
