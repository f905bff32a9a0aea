import type { FastifyReply, FastifyRequest } from 'fastify'
import { PERMISSION_ERRORS } from './errors.js'
import { allowsDocument, allowsId, allowsWholeType } from './match.js'
import type { Permission } from './permission.js'
import { isMaximal, type Verb } from './rule.js'

const check = (allowed: boolean): void => {
  if (!allowed) throw PERMISSION_ERRORS.forbidden()
}

/** What the request may do. Throws 401 without a token, 400 with a wrong one. `reply` gets `www-authenticate` then. */
export const permissionOf = async (request: FastifyRequest, reply: FastifyReply): Promise<Permission> =>
  (request.permission ??= await request.server.authenticator.permission(request, reply))

/** Throws 403 unless the verb is allowed on the whole doctype. */
export const allowWholeType = async (
  request: FastifyRequest,
  reply: FastifyReply,
  verb: Verb,
  doctype: string
): Promise<void> => check(allowsWholeType((await permissionOf(request, reply)).rules, verb, doctype))

/** Throws 403 unless the verb is allowed on this document. */
export const allowDocument = async (
  request: FastifyRequest,
  reply: FastifyReply,
  verb: Verb,
  doctype: string,
  doc: Record<string, unknown>
): Promise<void> => check(allowsDocument((await permissionOf(request, reply)).rules, verb, doctype, doc))

/** Throws 403 unless the verb is allowed on the document of this id. */
export const allowId = async (
  request: FastifyRequest,
  reply: FastifyReply,
  verb: Verb,
  doctype: string,
  id: string
): Promise<void> => check(allowsId((await permissionOf(request, reply)).rules, verb, doctype, id))

/** Throws 403 unless everything is allowed: the flagship app alone. */
export const allowMaximal = async (request: FastifyRequest, reply: FastifyReply): Promise<void> =>
  check(isMaximal((await permissionOf(request, reply)).rules))
