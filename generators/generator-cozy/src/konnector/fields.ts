import type { KonnectorAnswers } from './answers.js'

/** An input of the account's form. */
export interface Field {
  name: string
  type: FieldType
  isRequired: boolean
  /** What a dropdown lets choose from. */
  options?: readonly string[]
}

const TYPES = ['text', 'email', 'password', 'checkbox', 'dropdown'] as const
type FieldType = (typeof TYPES)[number]

const FORM = /^([A-Za-z][A-Za-z0-9_]*)(?::([a-z]+)(?:=([\w./-]+))?)?(\?)?$/

const optionsOf = (text: string): string[] => text.split('/').filter(option => option !== '')

/** What the runtime itself puts among the fields, the login's own, and what the sources call something else. */
const TAKEN =
  'login password access_token refresh_token advancedFields folderPath fields parameters http log site signin konnector query'.split(
    ' '
  )

/** What no variable may be called in a module. */
const RESERVED =
  'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield'.split(
    ' '
  )

/** Why texts are no fields, and what to do; undefined where they are. */
export const whyNoFields = (texts: readonly string[]): string | undefined => {
  const seen = new Set<string>()
  for (const text of texts) {
    const [, name, type = 'text', options] = FORM.exec(text) ?? []
    if (name === undefined)
      return `"${text}" is no field. Write name, name:type, or name:type? where it may stay empty.`
    if (!(TYPES as readonly string[]).includes(type))
      return `"${type}" is no type of a field. Use one of ${TYPES.join(', ')}.`
    if (type === 'dropdown' && new Set(optionsOf(options ?? '')).size < 2)
      return `"${text}" has nothing to choose from. Write two options at least: ${name}:dropdown=month/year.`
    if (type !== 'dropdown' && options !== undefined)
      return `"${text}" has options, and is no dropdown. Write ${name}:dropdown=${options}.`
    if (RESERVED.includes(name)) return `"${name}" is a word of JavaScript. Choose another name.`
    if (TAKEN.includes(name)) return `"${name}" is taken: it is there by itself. Choose another name.`
    if (seen.has(name)) return `"${name}" stands there twice. Leave one out.`
    seen.add(name)
  }
  return undefined
}

const toField = (text: string): Field => {
  const [, name = '', type = 'text', options, optional] = FORM.exec(text) ?? []
  return {
    name,
    type: type as FieldType,
    isRequired: optional === undefined,
    ...(options !== undefined && { options: [...new Set(optionsOf(options))] })
  }
}

/** All inputs, those of the login first. */
export const fieldsOf = ({ login, fields }: Pick<KonnectorAnswers, 'login' | 'fields'>): Field[] => [
  ...(login === 'form'
    ? [
        { name: 'login', type: 'text' as const, isRequired: true },
        { name: 'password', type: 'password' as const, isRequired: true }
      ]
    : []),
  ...fields.map(toField)
]

/** What the fixture's account holds, which no provider knows. */
export const sampleOf = ({ name, type, options = [] }: Field): string | boolean => {
  if (options[0] !== undefined) return options[0]
  if (type === 'checkbox') return true
  if (name === 'login' || type === 'email') return 'camille@example.org'
  return type === 'password' ? 'taken-by-the-recording' : `sample-${name}`
}
