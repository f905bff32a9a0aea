import type { FastifyReply, FastifyRequest } from 'fastify'
import type { InstallKind } from '../installs/api.js'
import { permissionOf } from '../permissions/allow.js'
import { PERMISSION_ERRORS } from '../permissions/errors.js'
import { allowsWholeType } from '../permissions/match.js'
import { isMaximal, type Verb } from '../permissions/rule.js'

/** The one app that may install others. */
const STORE = 'io.cozy.apps/store'

/**
 * Throws 403 unless the request may install or remove: the command line with the doctype's permission, and the store,
 * from the registry alone. Another app may not, whatever its permissions.
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
  const mayAtAll = type === 'cli' || (sourceId === STORE && source.startsWith('registry://'))
  if (!mayAtAll || !allowsWholeType(rules, verb, `io.cozy.${kind}`)) throw PERMISSION_ERRORS.forbidden()
}
