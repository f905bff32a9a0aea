import type { Instance } from '../../instances/api.js'
import { PERMISSION_ERRORS } from '../../permissions/errors.js'
import { parsePermissionMap } from '../../permissions/permission-map.js'
import type { Permission } from '../../permissions/permission.js'
import { MAXIMAL, type Rule } from '../../permissions/rule.js'
import { parseScope } from '../../permissions/scope.js'
import type { Claims } from '../../permissions/token.js'
import { notFound } from '../../server/http-error.js'
import type { Stack } from '../../stack.js'
import { linkedSlug, type OAuthClient } from '../clients/client.js'
import { findClient } from '../clients/find-clients.js'

const KINDS = { 'io.cozy.apps': 'apps', 'io.cozy.konnectors': 'konnectors' } as const

/** Everything, as the flagship app may. */
export const MAXIMAL_RULES: readonly Rule[] = [{ type: MAXIMAL, verbs: [], selector: '', values: [] }]

/** Whether clients of this instance's context are the flagship app without any proof. */
export const skipsCertification = ({ config }: Pick<Stack, 'config'>, instance: Instance): boolean =>
  config.flagship.contexts[instance.context || 'default']?.skip_certification === true

/** What an app may do at this moment: a client that is linked to it may do the same, and nothing once it is gone. */
const linkedRules = async (
  { installs }: Pick<Stack, 'installs'>,
  instance: Instance,
  scope: string
): Promise<readonly Rule[]> => {
  const [, doctype = '', slug = ''] = /^@([^/]*)\/([^/]*)/.exec(scope) ?? []
  const kind = Object.hasOwn(KINDS, doctype) ? KINDS[doctype as keyof typeof KINDS] : undefined
  if (!kind || slug === '') throw PERMISSION_ERRORS.badScope()
  const app = await installs.find(instance, kind, slug)
  if (!app) throw notFound('Application is not installed')
  return parsePermissionMap(app.permissions)
}

/** Desktop is linked to no app, and the real stack keeps its changes under a name all the same. */
const slugOf = (client: OAuthClient): string =>
  linkedSlug(client) || (client.software_id.includes('cozy-desktop') ? 'cozy-desktop' : '')

/** What an access token gives. Throws 400 for one whose client is gone, or that is for the flagship app alone. */
export const clientPermission = async (
  stack: Pick<Stack, 'config' | 'installs'>,
  instance: Instance,
  { subject, scope }: Claims
): Promise<Permission> => {
  const client = await findClient(instance, subject)
  if (!client) throw PERMISSION_ERRORS.invalidToken()
  const rulesOf = async (): Promise<readonly Rule[]> => {
    if (scope.startsWith('@')) return linkedRules(stack, instance, scope)
    if (scope !== MAXIMAL) return parseScope(scope)
    if (!client.flagship && !skipsCertification(stack, instance)) throw PERMISSION_ERRORS.invalidToken()
    return MAXIMAL_RULES
  }
  return { type: 'oauth', rules: await rulesOf(), sourceId: subject, slug: slugOf(client), subject, client }
}
