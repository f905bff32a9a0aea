import type { Environment } from '../context.js'
import { isStale } from './expiry.js'
import type { Login } from './login.js'
import { LoginStore } from './login-store.js'

/** The token of a login, for requests. */
export interface LoginAccess {
  login: Login
  /** A secret. */
  token: string
  /** A new one, for a request that was refused with the old one. */
  renew: () => Promise<string>
}

/** The login for a stack with a token that is good; undefined where there is none. Throws where it can't be renewed. */
export const useLogin = async (
  url: URL,
  env: Environment,
  signal: AbortSignal,
  store: Pick<LoginStore, 'read' | 'write'> = new LoginStore(env)
): Promise<LoginAccess | undefined> => {
  let login = await store.read(url)
  if (!login) return undefined
  const renew = async (): Promise<string> => {
    // Only now: most commands need none of it.
    const { refresh } = await import('./refresh.js')
    login = await refresh(login as Login, signal)
    await store.write(login)
    return login.tokens.access
  }
  const token = isStale(login.expires) ? await renew() : login.tokens.access
  return { login, token, renew }
}
