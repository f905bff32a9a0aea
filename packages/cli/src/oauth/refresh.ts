import { ClientSecretPost, processRefreshTokenResponse, refreshTokenGrantRequest } from 'oauth4webapi'
import { LOGIN_ERRORS } from './errors.js'
import { expiryOf } from './expiry.js'
import type { Login } from './login.js'
import { isTold, reasonOf } from './reason-of.js'
import { requestOptions, serverOf } from './server-of.js'

/** The login with a new access token. Throws where the stack gives none: the owner has taken the client away. */
export const refresh = async (login: Login, signal: AbortSignal): Promise<Login> => {
  const url = new URL(login.url)
  const { id, secret } = login.client
  try {
    const answer = await refreshTokenGrantRequest(
      serverOf(url),
      { client_id: id },
      ClientSecretPost(secret),
      login.tokens.refresh,
      requestOptions(url, signal)
    )
    const said = await processRefreshTokenResponse(serverOf(url), { client_id: id }, answer)
    const { expires: _old, ...kept } = login
    const expires = expiryOf(said.access_token)
    return {
      ...kept,
      tokens: { access: said.access_token, refresh: said.refresh_token ?? login.tokens.refresh },
      ...(expires && { expires: expires.toISOString() })
    }
  } catch (error) {
    if (isTold(error)) throw error
    throw LOGIN_ERRORS.notRenewed(url.origin, await reasonOf(error), error)
  }
}
