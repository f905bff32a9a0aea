import type { Instance } from '../../instances/api.js'
import { signToken, type Claims, type TokenVerifier } from '../../permissions/token.js'
import type { Clock } from '../../stack.js'
import type { OAuthClient } from '../clients/client.js'

/** `access` for the API, `refresh` for a new one of those, `registration` for the client to manage itself. */
export type ClientAudience = 'access' | 'refresh' | 'registration'

/** A token that this client alone may use; it is good for as long as the client is there, an access token for a week. */
export const createClientToken = (
  { clock }: { clock: Clock },
  instance: Instance,
  { _id }: Pick<OAuthClient, '_id'>,
  audience: ClientAudience,
  scope = ''
): Promise<string> => signToken(instance, { audience, subject: _id, scope, issuedAt: clock.now().getTime() })

/** What a token of the client says; undefined where it is none, another client's, or for something else. */
export const readClientToken = async (
  tokens: TokenVerifier,
  instance: Instance,
  { _id }: Pick<OAuthClient, '_id'>,
  audience: ClientAudience,
  token: string
): Promise<Claims | undefined> => {
  if (token === '') return undefined
  const claims = await tokens.claims(instance, token).catch(() => undefined)
  return claims?.audience === audience && claims.subject === _id ? claims : undefined
}
