import type { Document } from '@cozy-jobs/store'
import { parsePermissionMap } from './permission-map.js'
import type { Rule } from './rule.js'

const parsed = new WeakMap<Document, readonly Rule[]>()

/** The rules of a stored permission, read once per revision: each request asks for them. */
export const storedRules = (doc: Document): readonly Rule[] => {
  let rules = parsed.get(doc)
  if (!rules) parsed.set(doc, (rules = parsePermissionMap(doc.permissions)))
  return rules
}
