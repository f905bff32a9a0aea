import type { Account } from './account.js'

/** Tells Cozy's apps when the login has succeeded. */
export interface LoginState {
  /**
   * Cozy Home takes a konnector for signed in once it has run for some seconds. After this it waits for
   * {@link notifySuccessfulLogin}: for a provider that makes the owner wait, or asks for a code. A second call does
   * nothing.
   */
  deactivateAutoSuccessfulLogin(): Promise<void>
  notifySuccessfulLogin(): Promise<void>
}

/** The state of one run's account. */
export const openLoginState = (account: Account): LoginState => {
  let deactivated: Promise<unknown> | undefined
  return {
    async deactivateAutoSuccessfulLogin() {
      deactivated ??= account.update({ state: 'HANDLE_LOGIN_SUCCESS' })
      await deactivated
    },
    async notifySuccessfulLogin() {
      await account.update({ state: 'LOGIN_SUCCESS' })
    }
  }
}
