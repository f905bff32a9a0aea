import { warn } from '../server/warn.js'
import type { Stack } from '../stack.js'
import { isMentioned, manifestLine, scopeOf, type MissingRule } from './missing-rule.js'
import type { Permission } from './permission.js'

/** What a request was refused, and to whom. */
export interface Refusal {
  permission: Permission
  missing: MissingRule
}

/** More than a person reads; past it the list of what was told begins anew. */
const MOST_TOLD = 1000

const MANIFESTS: Readonly<Record<string, string>> = {
  app: 'manifest.webapp',
  konnector: 'manifest.konnector'
}

const told = new WeakMap<Stack['events'], Set<string>>()

/** Whether it was not told before: once per app, doctype and verb, and anew when the app's rules have changed. */
const isNew = ({ events }: Pick<Stack, 'events'>, { permission, missing }: Refusal): boolean => {
  const known = told.get(events) ?? new Set()
  if (known.size >= MOST_TOLD) known.clear()
  told.set(events, known)
  const { type, sourceId, document } = permission
  const rule = [missing.type, missing.verb, missing.selector ?? '', ...(missing.values ?? [])].join(' ')
  const key = [type, sourceId, document?._id ?? '', document?._rev ?? '', rule].join(' ')
  if (known.has(key)) return false
  known.add(key)
  return true
}

const textOf = ({ permission, missing }: Refusal): string => {
  const { type, slug, rules, sourceId } = permission
  const act = `${missing.verb} ${missing.type}`
  const why = isMentioned(missing.type, rules)
    ? 'its rules on that doctype do not reach so far'
    : 'no rule allows it'
  const manifest = MANIFESTS[type]
  if (manifest === undefined) {
    if (type === 'share') {
      return `Failed to let a share link${sourceId && ` of ${sourceId}`} ${act}: ${why}. Share it with a rule on that doctype and verb.`
    }
    const who = type === 'cli' ? 'the command line' : 'an OAuth client'
    return `Failed to let ${who} ${act}: ${why}. Ask for a token with this in its scope: ${scopeOf(missing)}`
  }
  const { text, replaces } = manifestLine(missing, permission)
  const where = replaces ? `Put this in place of the rule of that name in` : `Add this to`
  return `Failed to let the ${type} ${slug} ${act}: ${why}. ${where} "permissions" of its ${manifest}, and update it:\n  ${text}`
}

/** Says in the log which rule is missing, as a line to paste. It shows no token and nothing of a document. */
export const tellRefusal = (stack: Pick<Stack, 'events' | 'log'>, refusal: Refusal): void => {
  if (isNew(stack, refusal)) warn(stack, textOf(refusal))
}
