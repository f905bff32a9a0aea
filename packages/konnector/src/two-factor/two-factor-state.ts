import type { Account } from '../account/account.js'

/** How the owner is asked: for a code by e-mail, SMS or an app, or to confirm in an app. */
export type TwoFactorType = 'email' | 'sms' | 'app_code' | 'app'

/** What Cozy's apps show to the owner. */
export interface TwoFactorRequest {
  type?: TwoFactorType
  /** The last code was wrong. */
  retry?: boolean
}

const KNOWN: readonly string[] = ['email', 'sms', 'app_code', 'app'] satisfies TwoFactorType[]

/** `TWOFA_NEEDED`, `TWOFA_NEEDED_RETRY.SMS` … */
export const twoFAState = ({ type, retry = false }: TwoFactorRequest): string => {
  const state = retry ? 'TWOFA_NEEDED_RETRY' : 'TWOFA_NEEDED'
  return type !== undefined && KNOWN.includes(type) ? `${state}.${type.toUpperCase()}` : state
}

/**
 * Tells Cozy's apps that the owner has something to enter or to confirm; an old code is taken away. Of use by itself
 * for `app`, where nothing is entered in the Cozy: else see `waitForTwoFaCode`.
 */
export const setTwoFAState = async (account: Account, request: TwoFactorRequest = {}): Promise<void> => {
  await account.update({ state: twoFAState(request), twoFACode: null })
}

/** Takes state and code away. */
export const resetTwoFAState = async (account: Account): Promise<void> => {
  await account.update({ state: null, twoFACode: null })
}
