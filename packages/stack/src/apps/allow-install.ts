import type { FastifyReply, FastifyRequest } from 'fastify'
import type { InstallKind } from '../installs/api.js'
import { permissionOf } from '../permissions/allow.js'
import { PERMISSION_ERRORS } from '../permissions/errors.js'
import { allowsWholeType } from '../permissions/match.js'
import { isMaximal, type Verb } from '../permissions/rule.js'

/**
 * Throws 403 unless the request may install: the command line with the doctype's permission. Apps and konnectors may
 * install from the registry alone, also on the real stack.
 */
export const allowInstall = async (
  request: FastifyRequest,
  reply: FastifyReply,
  kind: InstallKind,
  source: string,
  verb: Verb
): Promise<void> => {
  const { type, rules } = await permissionOf(request, reply)
  if (isMaximal(rules)) return
  const mayAtAll = type === 'cli' || source.startsWith('registry://')
  if (!mayAtAll || !allowsWholeType(rules, verb, `io.cozy.${kind}`)) throw PERMISSION_ERRORS.forbidden()
}
