import type { FastifyRequest } from 'fastify'
import { badJson } from '../server/http-error.js'
import { readResource } from '../server/json-api.js'
import { readMetadata, type CozyMetadata } from './cozy-metadata.js'
import { parsePermissionMap } from './permission-map.js'
import type { Rule } from './rule.js'

/** What a client says of a permission, checked. */
export interface SentPermission {
  rules: Rule[]
  codes: Record<string, string>
  /** Undefined where it is absent or no text: the real stack looks at texts alone. */
  password: string | undefined
  expiresAt: string | undefined
  /** Whether the body has one of the two at all, of whatever type. */
  hasLimits: boolean
  metadata: CozyMetadata | undefined
}

const codesOf = (value: unknown): Record<string, string> => {
  if (value === undefined || value === null) return {}
  if (typeof value !== 'object' || Array.isArray(value)) throw badJson()
  if (!Object.values(value).every(code => typeof code === 'string')) throw badJson()
  return value as Record<string, string>
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** Throws 400 for a body that is no JSON:API document of a permission. */
export const readPermission = async (request: FastifyRequest): Promise<SentPermission> => {
  const { attributes } = await readResource(request)
  const { permissions, codes, password = null, expires_at: expiresAt = null, cozyMetadata } = attributes
  return {
    rules: parsePermissionMap(permissions),
    codes: codesOf(codes),
    password: textOf(password),
    expiresAt: textOf(expiresAt),
    hasLimits: password !== null || expiresAt !== null,
    metadata: readMetadata(cozyMetadata)
  }
}
