import { PERMISSION_ERRORS } from './errors.js'
import type { Rule } from './rule.js'

const VERBS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

const textOf = (value: unknown): string => {
  if (value === undefined || value === null) return ''
  if (typeof value !== 'string') throw PERMISSION_ERRORS.badScope()
  return value
}

const textsOf = (value: unknown): string[] => {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value) || !value.every(item => typeof item === 'string'))
    throw PERMISSION_ERRORS.badScope()
  return value
}

const parseRule = (title: string, value: unknown): Rule => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw PERMISSION_ERRORS.badScope()
  const rule = value as Record<string, unknown>
  const verbs = textsOf(rule.verbs)
  const all = verbs.includes('ALL')
  if (!all && !verbs.every(verb => VERBS.includes(verb))) throw PERMISSION_ERRORS.badScope()
  return {
    title,
    type: textOf(rule.type),
    description: textOf(rule.description),
    verbs: all ? [] : VERBS.filter(verb => verbs.includes(verb)),
    selector: textOf(rule.selector),
    values: textsOf(rule.values)
  }
}

/** Reads the `permissions` of a manifest or of an `io.cozy.permissions` document, in its own order. Throws 400. */
export const parsePermissionMap = (map: unknown): Rule[] => {
  if (map === undefined || map === null) return []
  if (typeof map !== 'object' || Array.isArray(map)) throw PERMISSION_ERRORS.badScope()
  return Object.entries(map).map(([title, value]) => parseRule(title, value))
}

/** The map as it is stored: nothing that is empty, the verbs in their own order, none where all are allowed. */
export const permissionMapOf = (rules: readonly Rule[]): Record<string, unknown> =>
  Object.fromEntries(
    rules.map((rule, index) => [
      rule.title ?? `rule${index}`,
      {
        type: rule.type,
        ...(rule.description && { description: rule.description }),
        ...(rule.verbs.length > 0 && { verbs: rule.verbs }),
        ...(rule.selector && { selector: rule.selector }),
        ...(rule.values.length > 0 && { values: rule.values })
      }
    ])
  )
