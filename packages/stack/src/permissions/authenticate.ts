import type { FastifyReply, FastifyRequest } from 'fastify'
import { findClient } from '../auth/clients/find-clients.js'
import { currentSession } from '../auth/current-session.js'
import { clientPermission } from '../auth/tokens/client-permission.js'
import { HttpError } from '../server/http-error.js'
import { headerOf, instanceOf, queryOf } from '../server/request.js'
import type { AppPermissions } from './app-permissions.js'
import { PERMISSION_ERRORS } from './errors.js'
import { sourceIdOf } from './app-permissions.js'
import { isExpired } from './expiry.js'
import { hasPasswordCookie } from './password-cookie.js'
import type { PermissionIndex } from './permission-index.js'
import type { Permission } from './permission.js'
import { parseScope } from './scope.js'
import { isShortcode, resolveShortcode, shareOfCode } from './shares.js'
import { storedRules } from './stored-rules.js'
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

/** What may be in a request. A refresh token is read, and refused all the same. */
const AUDIENCES = ['cli', 'app', 'konn', 'access', 'refresh', 'share']

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
    const sent = tokenOf(request)
    if (sent === '') throw PERMISSION_ERRORS.noToken()
    const token = await this.#resolve(instance, sent)
    let claims: Claims
    try {
      claims = await this.#claims(request, instance, token)
    } catch (error) {
      const expired = error instanceof HttpError && error.message === PERMISSION_ERRORS.expiredToken().message
      const description = expired ? ' error_description="The access token expired"' : ''
      reply.header('www-authenticate', `Bearer error="invalid_token"${description}`)
      throw error
    }
    return this.#permissionOf(request, instance, claims, token)
  }

  /** What a token gives that did not come with the request: a websocket's first message has it. Throws the same. */
  async ofToken(request: FastifyRequest, sent: string): Promise<Permission> {
    const instance = instanceOf(request)
    const token = await this.#resolve(instance, sent)
    return this.#permissionOf(request, instance, await this.#claims(request, instance, token), token)
  }

  async #resolve(instance: Instance, sent: string): Promise<string> {
    return isShortcode(sent) ? resolveShortcode(await this.indexOf(instance), sent) : sent
  }

  async #claims(request: FastifyRequest, instance: Instance, token: string): Promise<Claims> {
    const claims = await this.#tokens.claims(instance, token)
    // There is no key for any other audience on the real stack, so nothing but these can be signed.
    if (!AUDIENCES.includes(claims.audience)) throw PERMISSION_ERRORS.invalidToken()
    // Once its client is deleted, a token is good no more.
    if (claims.audience === 'access' && !(await findClient(instance, claims.subject))) {
      throw PERMISSION_ERRORS.invalidToken()
    }
    // A page's token is good with the cookie of its session alone: another app that gets hold of it can't use it.
    if (claims.sessionId !== '' && (await currentSession(request, instance))?._id !== claims.sessionId) {
      throw PERMISSION_ERRORS.invalidToken()
    }
    return claims
  }

  /** The stored permissions of an instance. */
  indexOf(instance: Instance): PermissionIndex | Promise<PermissionIndex> {
    return this.#apps.indexes.of(instance)
  }

  async #permissionOf(
    request: FastifyRequest,
    instance: Instance,
    claims: Claims,
    token: string
  ): Promise<Permission> {
    const { audience, subject } = claims
    if (audience === 'cli') {
      return { type: 'cli', rules: parseScope(claims.scope), sourceId: '', slug: '', subject }
    }
    if (audience === 'share') {
      const document = shareOfCode(await this.indexOf(instance), token, this.#tokens.now())
      const isLocked = document.password !== undefined && document.password !== null
      if (isLocked && !hasPasswordCookie(request, instance, document._id)) {
        throw PERMISSION_ERRORS.invalidToken()
      }
      const sourceId = typeof document.source_id === 'string' ? document.source_id : ''
      return { type: 'share', rules: storedRules(document), sourceId, slug: '', subject, document }
    }
    if (audience === 'access') return clientPermission(request.server.stack, instance, claims)
    const kind = KINDS[audience]
    if (!kind) throw new HttpError(400, `Unrecognized token audience [${audience}]`)
    const document = await this.#apps.get(instance, kind, subject)
    if (isExpired(document, this.#tokens.now())) throw PERMISSION_ERRORS.expiredToken()
    return {
      type: kind === 'apps' ? 'app' : 'konnector',
      rules: storedRules(document),
      sourceId: sourceIdOf(kind, subject),
      slug: subject,
      subject,
      document
    }
  }
}
