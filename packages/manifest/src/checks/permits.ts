import { membersOf, isObject } from '../json/is-object.js'

const covers = (permitted: string, doctype: string): boolean => {
  if (permitted === doctype || permitted === '*') return true
  // "io.cozy.bank.*" gives "io.cozy.bank" too (docs/permissions.md of the stack).
  const trunk = permitted.endsWith('.*') ? permitted.slice(0, -2) : undefined
  return trunk !== undefined && (doctype === trunk || doctype.startsWith(`${trunk}.`))
}

/** The doctypes that a manifest asks for. */
export const permittedDoctypes = (manifest: { permissions?: unknown }): string[] =>
  membersOf(manifest.permissions).flatMap(([, rule]) =>
    isObject(rule) && typeof rule.type === 'string' ? [rule.type] : []
  )

/** Whether one of the permitted types gives a doctype. Verbs and values are not looked at. */
export const permits = (permitted: readonly string[], doctype: string): boolean =>
  permitted.some(type => covers(type, doctype)) ||
  // Ids such as "io.cozy.settings.flags" look like doctypes; they are documents of io.cozy.settings.
  (doctype.startsWith('io.cozy.settings.') && permitted.some(type => covers(type, 'io.cozy.settings')))
