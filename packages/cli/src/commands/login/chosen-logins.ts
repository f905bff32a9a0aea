import { ERRORS } from '../../errors.js'
import type { Login } from '../../oauth/login.js'
import type { LoginStore } from '../../oauth/login-store.js'
import { nearest } from '../../registry/nearest.js'
import { stackUrl } from './stack-url.js'

/** The login of an address that was typed. Throws where there is none. */
export const loginAt = async (store: LoginStore, typed: string, act: string): Promise<Login> => {
  const url = stackUrl(typed)
  const login = await store.read(url)
  if (login) return login
  const hosts = (await store.list()).map(each => new URL(each.url).host)
  const near = nearest(url.host, hosts)
  const todo =
    near !== undefined
      ? `Did you mean "${near}"?`
      : hosts.length > 0
        ? `There are logins at ${hosts.join(', ')}.`
        : `Type "cozy-jobs login ${typed}".`
  throw ERRORS.refused(act, `there is no login at ${url.host}`, todo)
}
