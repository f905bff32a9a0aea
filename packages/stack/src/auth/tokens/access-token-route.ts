import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Instance } from '../../instances/api.js'
import { sendJson } from '../../server/json-api.js'
import { instanceOf, queryOf } from '../../server/request.js'
import { warn } from '../../server/warn.js'
import type { Stack } from '../../stack.js'
import type { AuthParts } from '../auth-parts.js'
import { linkedScope, linkedSlug, type OAuthClient } from '../clients/client.js'
import { changeClient } from '../clients/change-client.js'
import { hasSecret } from '../clients/client-secret.js'
import { findClient } from '../clients/find-clients.js'
import { readForm } from '../form.js'
import { findAccessCode, useAccessCode } from './access-code.js'
import { createClientToken, readClientToken } from './client-token.js'
import { provesChallenge } from './code-verifier.js'

type Field = (name: string) => string

/** The scope of the tokens and, for a code, the token for later ones. Or why there are none. */
type Grant = { scope: string; refresh?: string } | { error: string }

const MANDATORY = ['grant_type', 'client_id', 'client_secret'] as const

/** What is told of addresses: they are kept in logs and histories. */
const SECRETS = ['client_secret', 'code', 'refresh_token', 'code_verifier'] as const

const warnOfAddress = (request: FastifyRequest): void => {
  const shown = SECRETS.filter(name => queryOf(request, name) !== '')
  if (shown.length === 0) return
  warn(
    request.server.stack,
    `An OAuth client sends ${shown.join(', ')} in the address of /auth/access_token. The real stack takes it; RFC 9700 does not. Send it in the body.`
  )
}

const warnOfForeignCode = (stack: Stack, { client_name }: OAuthClient): void =>
  warn(
    stack,
    `The OAuth client ${JSON.stringify(client_name)} has exchanged a code that was given to another client. The real stack takes it; RFC 9700 does not.`
  )

const warnOfDowngrade = (stack: Stack, { client_name }: OAuthClient): void =>
  warn(
    stack,
    `The OAuth client ${JSON.stringify(client_name)} sends a code_verifier for a code without a code_challenge: somebody may have taken it away on the way to the consent page. The real stack gives the tokens; RFC 9700 does not.`
  )

const grantOfCode = async (
  stack: Stack,
  instance: Instance,
  client: OAuthClient,
  field: Field
): Promise<Grant> => {
  if (field('code') === '') return { error: 'the code parameter is mandatory' }
  const code = await findAccessCode(stack, instance, field('code'))
  if (!code) return { error: 'invalid code' }
  if (!provesChallenge(code, field('code_verifier'))) return { error: 'invalid code_verifier' }
  // Of two requests at once only one gets its tokens.
  if (!(await useAccessCode(instance, code))) return { error: 'invalid code' }
  if (code.client_id !== client._id) warnOfForeignCode(stack, client)
  if (!code.code_challenge && field('code_verifier') !== '') warnOfDowngrade(stack, client)
  const { scope } = code
  return { scope, refresh: await createClientToken(stack, instance, client, 'refresh', scope) }
}

const grantOfRefresh = async (
  { tokens }: AuthParts,
  instance: Instance,
  client: OAuthClient,
  field: Field
): Promise<Grant> => {
  const claims = await readClientToken(tokens, instance, client, 'refresh', field('refresh_token'))
  if (!claims) return { error: 'invalid refresh token' }
  const slug = linkedSlug(client)
  return { scope: slug ? linkedScope(slug) : claims.scope }
}

/** `POST /auth/access_token`: a code or a refresh token for an access token. */
export const addAccessTokenRoute = (server: FastifyInstance, parts: AuthParts): void => {
  const { stack } = server

  const grant = async (request: FastifyRequest, client: OAuthClient, field: Field): Promise<Grant> => {
    const instance = instanceOf(request)
    const slug = linkedSlug(client)
    if (slug && !(await stack.installs.current(instance, 'apps', slug))) {
      return { error: `${slug} is not installed` }
    }
    switch (field('grant_type')) {
      case 'authorization_code':
        return grantOfCode(stack, instance, client, field)
      case 'refresh_token':
        return grantOfRefresh(parts, instance, client, field)
      default:
        return { error: 'invalid grant type' }
    }
  }

  server.post('/auth/access_token', async (request, reply) => {
    const instance = instanceOf(request)
    const refuse = (error: string): FastifyReply => sendJson(reply, 400, { error })
    const field = await readForm(request)
    const missing = MANDATORY.find(name => field(name) === '')
    if (missing) return refuse(`the ${missing} parameter is mandatory`)
    const client = await findClient(instance, field('client_id'))
    if (!client) return refuse('the client must be registered')
    if (!hasSecret(client, field('client_secret'))) return refuse('invalid client_secret')
    warnOfAddress(request)
    const granted = await grant(request, client, field)
    if ('error' in granted) return refuse(granted.error)
    const { scope, refresh } = granted
    const access = await createClientToken(stack, instance, client, 'access', scope)
    await changeClient(instance, client._id, { last_refreshed_at: stack.clock.now().toISOString() })
    return sendJson(reply, 200, {
      token_type: 'bearer',
      scope,
      access_token: access,
      ...(refresh && { refresh_token: refresh })
    })
  })
}
