import type { FastifyRequest } from 'fastify'
import type { Instance } from '../../instances/api.js'
import { instanceOf } from '../../server/request.js'
import { linkedSlug, type OAuthClient } from '../clients/client.js'
import { findClient } from '../clients/find-clients.js'
import { skipsCertification } from '../tokens/client-permission.js'
import { AuthorizeError } from './authorize-error.js'
import { publishedApp, scopeOfApp, type PublishedApp } from './published-app.js'

/** The scope of who wants to know that it is the owner, and nothing more. */
export const LOGIN_SCOPE = 'login'

/** What a client asks for, checked. */
export interface AuthorizeRequest {
  client: OAuthClient
  state: string
  redirectUri: string
  scope: string
  challenge: string
  challengeMethod: string
  /** The app whose other form the client is. */
  app?: PublishedApp
  /** It asks for everything, and has still to prove that it is the flagship app. */
  isUncertified: boolean
}

const checkShape = (field: (name: string) => string): void => {
  const wrong = (message: string): AuthorizeError => new AuthorizeError(`Error ${message}`)
  if (field('state') === '') throw wrong('No state parameter')
  if (field('client_id') === '') throw wrong('No client_id parameter')
  if (field('redirect_uri') === '') throw wrong('No redirect_uri parameter')
  if (field('response_type') !== 'code') throw wrong('Invalid response type')
  const [challenge, method] = [field('code_challenge'), field('code_challenge_method')]
  if (challenge !== '' && method !== 'S256') throw wrong('Invalid challenge code method')
  if (challenge === '' && method === 'S256') throw wrong('No challenge code')
}

const clientOf = async (instance: Instance, id: string, redirectUri: string): Promise<OAuthClient> => {
  const client = await findClient(instance, id)
  if (!client) throw new AuthorizeError('Error No registered client')
  // Letter by letter: whatever is only alike may be somebody else's.
  if (!client.redirect_uris.includes(redirectUri)) throw new AuthorizeError('Error Incorrect redirect_uri')
  return client
}

/** Reads a request for authorization. Throws `AuthorizeError`. */
export const readAuthorizeRequest = async (
  request: FastifyRequest,
  field: (name: string) => string
): Promise<AuthorizeRequest> => {
  const { stack } = request.server
  const instance = instanceOf(request)
  checkShape(field)
  const redirectUri = field('redirect_uri')
  const client = await clientOf(instance, field('client_id'), redirectUri)
  const asked = {
    client,
    state: field('state'),
    redirectUri,
    challenge: field('code_challenge'),
    challengeMethod: field('code_challenge_method'),
    scope: field('scope').trim(),
    isUncertified: false
  }
  if (asked.scope === '*') {
    if (asked.challenge === '') throw new AuthorizeError('Error No challenge code')
    return { ...asked, isUncertified: !client.flagship && !skipsCertification(stack, instance) }
  }
  const slug = linkedSlug(client)
  const app = slug ? await publishedApp(stack.config, instance, slug) : undefined
  if (slug && !app) throw new AuthorizeError('Cannot find application on instance registries')
  const scope = app ? scopeOfApp(app) : asked.scope
  if (scope === '' || (scope === LOGIN_SCOPE && !client.allow_login_scope)) {
    throw new AuthorizeError('Error No scope parameter')
  }
  return { ...asked, scope, ...(app && { app }) }
}
