import type { Document } from '@cozy-jobs/store'
import { openTokens, sealTokens } from '../data/account-credentials.js'
import type { Keyring } from '../data/keyring.js'
import { ACCOUNTS } from '../data/read-account.js'
import { ZERO_DATE } from '../engine/dates.js'
import { isObject, textOf } from '../engine/execution/attempt.js'
import type { Instance } from '../instances/api.js'
import type { AccountType } from './account-type.js'
import { ACCOUNT_ERRORS } from './errors.js'
import { askForTokens, expiryOf } from './token-endpoint.js'

const refreshed = async (
  type: AccountType,
  oauth: Record<string, unknown>,
  now: Date
): Promise<Record<string, unknown> | undefined> => {
  const refreshToken = textOf(oauth.refresh_token)
  // Without one the konnector gets what it needs to ask the provider itself.
  if (refreshToken === '') return { ...oauth, client_id: type.clientId, client_secret: type.clientSecret }
  const grant = await askForTokens(type, { grant_type: 'refresh_token', refresh_token: refreshToken })
  if (grant.invalid) return undefined
  return {
    ...oauth,
    ...(grant.accessToken !== '' && { access_token: grant.accessToken }),
    ...(grant.expiresIn !== 0 && { expires_at: expiryOf(grant, now, ZERO_DATE) }),
    ...(grant.refreshToken !== '' && { refresh_token: grant.refreshToken })
  }
}

/** Under way, by account: two konnectors that ask at once must not use one refresh token twice. */
export type Refreshes = Map<string, Promise<unknown>>

/**
 * Renews the tokens of an account. Answers it with its tokens open; undefined where the provider takes its refresh token
 * no more. Throws 400 for an account that has no tokens.
 */
export const refreshAccount = async (
  under: Refreshes,
  instance: Instance,
  id: string,
  type: AccountType,
  { keyring, now }: { keyring: Keyring; now: Date }
): Promise<Document | undefined> => {
  const key = `${instance.prefix} ${id}`
  const before = under.get(key)
  const work = async (): Promise<Document | undefined> => {
    await before?.catch(() => undefined)
    const account = await openTokens(await instance.documents.get(ACCOUNTS, id), keyring)
    if (!isObject(account.oauth)) throw ACCOUNT_ERRORS.unrefreshable()
    const oauth = await refreshed(type, account.oauth, now)
    if (!oauth) return undefined
    const stored = await instance.documents.put(ACCOUNTS, await sealTokens({ ...account, oauth }, keyring))
    return { ...stored, oauth }
  }
  const running = work()
  under.set(key, running)
  try {
    return await running
  } finally {
    if (under.get(key) === running) under.delete(key)
  }
}
