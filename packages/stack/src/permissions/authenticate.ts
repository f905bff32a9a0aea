import type { FastifyReply, FastifyRequest } from 'fastify'
import { HttpError } from '../server/http-error.js'
import { headerOf, instanceOf, queryOf } from '../server/request.js'
import type { AppPermissions } from './app-permissions.js'
import { PERMISSION_ERRORS } from './errors.js'
import { sourceIdOf } from './app-permissions.js'
import { parsePermissionMap } from './permission-map.js'
import type { Permission } from './permission.js'
import { parseScope } from './scope.js'
import type { Claims, TokenVerifier } from './token.js'
import type { Instance } from '../instances/api.js'
import type { InstallKind } from '../installs/api.js'

/** The token of a request: a bearer's, the password of basic authorization, or in the query; '' without one. */
export const tokenOf = (request: FastifyRequest): string => {
  const header = headerOf(request, 'authorization')
  if (header.startsWith('Bearer ')) return header.slice('Bearer '.length)
  if (header.startsWith('Basic ')) {
    const credentials = Buffer.from(header.slice('Basic '.length), 'base64').toString()
    return credentials.includes(':') ? credentials.slice(credentials.indexOf(':') + 1) : ''
  }
  return queryOf(request, 'bearer_token')
}

const KINDS: Readonly<Record<string, InstallKind>> = { app: 'apps', konn: 'konnectors' }

/** Finds out what a request may do. */
export class Authenticator {
  readonly #tokens: TokenVerifier
  readonly #apps: AppPermissions

  constructor(tokens: TokenVerifier, apps: AppPermissions) {
    this.#tokens = tokens
    this.#apps = apps
  }

  /** Throws 401 without a token, 400 with one that is none, and what the real stack says where its app is gone. */
  async permission(request: FastifyRequest, reply: FastifyReply): Promise<Permission> {
    const instance = instanceOf(request)
    const token = tokenOf(request)
    if (token === '') throw PERMISSION_ERRORS.noToken()
    let claims: Claims
    try {
      claims = await this.#tokens.claims(instance, token)
      // Clients of OAuth come with their own family; until then nobody can hold such a token.
      if (claims.audience === 'access') throw PERMISSION_ERRORS.invalidToken()
    } catch (error) {
      const expired = error instanceof HttpError && error.message === PERMISSION_ERRORS.expiredToken().message
      const description = expired ? ' error_description="The access token expired"' : ''
      reply.header('www-authenticate', `Bearer error="invalid_token"${description}`)
      throw error
    }
    return this.#permissionOf(instance, claims, token)
  }

  async #permissionOf(instance: Instance, claims: Claims, token: string): Promise<Permission> {
    if (claims.audience === 'cli')
      return { type: 'cli', rules: parseScope(claims.scope), sourceId: '', slug: '' }
    if (claims.audience === 'share') throw new HttpError(403, `no permission doc for token ${token}`)
    const kind = KINDS[claims.audience]
    if (!kind) throw new HttpError(400, `Unrecognized token audience [${claims.audience}]`)
    const document = await this.#apps.get(instance, kind, claims.subject)
    return {
      type: kind === 'apps' ? 'app' : 'konnector',
      rules: parsePermissionMap(document.permissions),
      sourceId: sourceIdOf(kind, claims.subject),
      slug: claims.subject,
      document
    }
  }
}
