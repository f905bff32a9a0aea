import type { FastifyReply, FastifyRequest } from 'fastify'
import type { InstallKind } from '../installs/api.js'
import { permissionOf } from '../permissions/allow.js'
import { PERMISSION_ERRORS } from '../permissions/errors.js'
import { allowsWholeType } from '../permissions/match.js'
import { isMaximal, type Verb } from '../permissions/rule.js'
import { contextOf } from '../installs/context.js'
import { instanceOf } from '../server/request.js'

/** The one app that may install others. */
const STORE = 'io.cozy.apps/store'

/** Whether an app may install others at all: the store, and any where the context of its instance says so. */
const mayInstall = (request: FastifyRequest, sourceId: string): boolean =>
  sourceId === STORE ||
  contextOf(request.server.stack.config, instanceOf(request)).allow_install_via_a_permission === true

/**
 * Throws 403 unless the request may install or remove: the command line with the doctype's permission, and the store,
 * from the registry alone. Another app may not, whatever its permissions, unless its context lets all of them.
 */
export const allowInstall = async (
  request: FastifyRequest,
  reply: FastifyReply,
  kind: InstallKind,
  source: string,
  verb: Verb
): Promise<void> => {
  const { type, rules, sourceId } = await permissionOf(request, reply)
  if (isMaximal(rules)) return
  const mayAtAll =
    type === 'cli' || (type !== 'share' && source.startsWith('registry://') && mayInstall(request, sourceId))
  if (!mayAtAll || !allowsWholeType(rules, verb, `io.cozy.${kind}`)) throw PERMISSION_ERRORS.forbidden()
}
