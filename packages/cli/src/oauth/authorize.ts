import {
  AuthorizationResponseError,
  authorizationCodeGrantRequest,
  calculatePKCECodeChallenge,
  ClientSecretPost,
  generateRandomCodeVerifier,
  generateRandomState,
  processAuthorizationCodeResponse,
  validateAuthResponse
} from 'oauth4webapi'
import { LOGIN_ERRORS } from './errors.js'
import { expiryOf } from './expiry.js'
import type { Login } from './login.js'
import { isTold, reasonOf } from './reason-of.js'
import { requestOptions, serverOf } from './server-of.js'

/** A request for the owner's consent that is under way. */
export interface Authorization {
  /** What the owner is to open. */
  address: URL
  state: string
  /** Makes tokens of what the browser brought back. */
  complete(query: URLSearchParams, signal: AbortSignal): Promise<Login>
}

/** Begins to ask for a scope: with a state and a PKCE challenge (S256) of its own each time. */
export const authorize = async (
  url: URL,
  client: Login['client'],
  { scope, redirectUri }: { scope: string; redirectUri: string }
): Promise<Authorization> => {
  const server = serverOf(url)
  const state = generateRandomState()
  const verifier = generateRandomCodeVerifier()
  const address = new URL(server.authorization_endpoint ?? '')
  address.search = new URLSearchParams({
    client_id: client.id,
    redirect_uri: redirectUri,
    response_type: 'code',
    state,
    scope,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256'
  }).toString()

  const codeOf = (query: URLSearchParams): URLSearchParams => {
    // A real stack leaves the state out where the owner says no.
    if (query.get('error') === 'access_denied') throw LOGIN_ERRORS.refused(url.origin)
    try {
      return validateAuthResponse(server, { client_id: client.id }, query, state)
    } catch (error) {
      if (!(error instanceof AuthorizationResponseError)) throw error
      throw LOGIN_ERRORS.notAuthorized(url.origin, error.error_description ?? error.error, error)
    }
  }

  const complete: Authorization['complete'] = async (query, signal) => {
    const code = codeOf(query)
    try {
      const answer = await authorizationCodeGrantRequest(
        server,
        { client_id: client.id },
        ClientSecretPost(client.secret),
        code,
        redirectUri,
        verifier,
        requestOptions(url, signal)
      )
      const said = await processAuthorizationCodeResponse(server, { client_id: client.id }, answer)
      const expires = expiryOf(said.access_token)
      return {
        url: new URL('/', url).href,
        client,
        scope: said.scope || scope,
        tokens: { access: said.access_token, refresh: said.refresh_token ?? '' },
        ...(expires && { expires: expires.toISOString() }),
        since: new Date().toISOString()
      }
    } catch (error) {
      if (isTold(error)) throw error
      throw LOGIN_ERRORS.noCode(url.origin, await reasonOf(error), error)
    }
  }
  return { address, state, complete }
}
