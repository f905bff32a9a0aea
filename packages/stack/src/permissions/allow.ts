import type { FastifyReply, FastifyRequest } from 'fastify'
import { PERMISSION_ERRORS } from './errors.js'
import { allowsDocument, allowsId, allowsWholeType } from './match.js'
import { missingRule, type MissingRule } from './missing-rule.js'
import type { Permission } from './permission.js'
import { isMaximal, type Verb } from './rule.js'

/** What the request may do. Throws 401 without a token, 400 with a wrong one. `reply` gets `www-authenticate` then. */
export const permissionOf = async (request: FastifyRequest, reply: FastifyReply): Promise<Permission> =>
  (request.permission ??= await request.server.authenticator.permission(request, reply))

/** The refusal to throw. Which rule is missing is told where the answer is a refusal in the end. */
export const refusal = (request: FastifyRequest, missing: MissingRule): Error => {
  if (request.permission) request.refusal = { permission: request.permission, missing }
  return PERMISSION_ERRORS.forbidden()
}

/** Throws 403 unless the verb is allowed on the whole doctype. */
export const allowWholeType = async (
  request: FastifyRequest,
  reply: FastifyReply,
  verb: Verb,
  doctype: string
): Promise<void> => {
  const { rules } = await permissionOf(request, reply)
  if (!allowsWholeType(rules, verb, doctype)) throw refusal(request, missingRule(verb, doctype))
}

/** Throws 403 unless the verb is allowed on this document. */
export const allowDocument = async (
  request: FastifyRequest,
  reply: FastifyReply,
  verb: Verb,
  doctype: string,
  doc: Record<string, unknown>
): Promise<void> => {
  const { rules } = await permissionOf(request, reply)
  if (!allowsDocument(rules, verb, doctype, doc)) throw refusal(request, missingRule(verb, doctype, doc))
}

/** Throws 403 unless the verb is allowed on the document of this id. */
export const allowId = async (
  request: FastifyRequest,
  reply: FastifyReply,
  verb: Verb,
  doctype: string,
  id: string
): Promise<void> => {
  const { rules } = await permissionOf(request, reply)
  if (!allowsId(rules, verb, doctype, id)) throw refusal(request, missingRule(verb, doctype, { _id: id }))
}

/** Throws 403 unless everything is allowed: the flagship app alone. */
export const allowMaximal = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
  if (!isMaximal((await permissionOf(request, reply)).rules)) throw PERMISSION_ERRORS.forbidden()
}
