import { ZERO_DATE } from '../engine/dates.js'
import type { Instance } from '../instances/api.js'
import type { AccountType } from './account-type.js'
import { ACCOUNT_ERRORS } from './errors.js'
import { redirectUriOf } from './provider-address.js'
import { askForTokens, expiryOf } from './token-endpoint.js'

/** An account as the dance makes it, its tokens in plain: it is sealed before it is stored. */
export interface NewAccount extends Record<string, unknown> {
  account_type: string
  name: string
  oauth: Record<string, unknown>
}

export const accountOf = (account_type: string, oauth: Record<string, unknown>): NewAccount => ({
  account_type,
  name: '',
  oauth: { expires_at: ZERO_DATE, ...oauth }
})

/** Turns the code that a provider has given into tokens, and those into an account. */
export const redeemCode = async (
  instance: Instance,
  type: AccountType,
  { code, state, nonce }: { code: string; state: string; nonce: string },
  now: Date
): Promise<NewAccount> => {
  const grant = await askForTokens(type, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUriOf(instance, type),
    // Some providers want it here, others break on it.
    ...(!type.skipState && { state }),
    ...(nonce !== '' && { nonce })
  })
  if (grant.invalid) throw ACCOUNT_ERRORS.providerError('invalid_grant')
  if (grant.accessToken === '') throw ACCOUNT_ERRORS.noToken()
  const account = accountOf(type.fullId, {
    access_token: grant.accessToken,
    ...(grant.tokenType !== '' && { token_type: grant.tokenType }),
    expires_at: expiryOf(grant, now, ZERO_DATE),
    ...(grant.refreshToken !== '' && { refresh_token: grant.refreshToken })
  })
  return Object.keys(grant.extras).length > 0 ? { ...account, oauth_callback_results: grant.extras } : account
}
