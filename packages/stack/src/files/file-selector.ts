import type { Rule } from '../permissions/rule.js'

/** A file or a directory, as a rule looks at it. */
export type RuledEntry = Record<string, unknown>

const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter(item => typeof item === 'string') : []

interface Reference {
  id?: unknown
  type?: unknown
}

const referencesOf = ({ type, referenced_by: references }: RuledEntry): string[] =>
  (Array.isArray(references) ? (references as Reference[]) : []).flatMap(reference => {
    const id = String(reference?.id)
    // A rule may name a file's reference with its doctype or without; a directory's without alone.
    return type === 'directory' ? [id] : [id, `${String(reference?.type)}/${id}`]
  })

const OF_ANY = ['type', 'name']
const OF_FILES = ['mime', 'class']

/** What a selector finds in a file or a directory: there are few fields that it can be about. */
const candidatesOf = (entry: RuledEntry, selector: string): string[] => {
  if (selector === 'tags') return textsOf(entry.tags)
  if (selector === 'referenced_by') return referencesOf(entry)
  const isField = OF_ANY.includes(selector) || (entry.type !== 'directory' && OF_FILES.includes(selector))
  const value = isField ? entry[selector] : undefined
  return typeof value === 'string' ? [value] : []
}

/** Whether a rule with a selector is about this file or directory. */
export const selects = (rule: Rule, entry: RuledEntry): boolean => {
  const candidates = candidatesOf(entry, rule.selector)
  return rule.values.some(value => candidates.includes(value))
}

/** Whether the directories above may match too: no directory has a mime type or a class. */
export const reachesDown = ({ selector }: Rule): boolean => !OF_FILES.includes(selector)
