import type { Context } from '../context.js'
import { CliError, ERRORS } from '../errors.js'
import { isWithin } from '../oauth/scope.js'
import { useLogin, type LoginAccess } from '../oauth/use-login.js'
import { AdminClient } from './admin.js'
import { instanceUrl } from './instance-url.js'
import { isLocal } from './is-local.js'
import { StackClient } from './stack-client.js'

/** Which instance a command is about: the options `STACK_OPTIONS`. */
export interface Target {
  domain: string
  'admin-port': number
}

const withLogin = (url: URL, { token, renew, login }: LoginAccess, signal: AbortSignal): StackClient =>
  new StackClient(
    url,
    {
      token,
      renew,
      onForbidden: `The login lacks the permission: "cozy-jobs whoami" says what it has, "cozy-jobs login ${login.url} --scope '…'" asks for another.`
    },
    signal
  )

/**
 * A client of the instance with the permissions of `scope`. The token is COZY_CREDENTIALS where that is set; else that
 * of the login, where its permissions are enough; else one from the admin port, which a stack on this machine has. A
 * login whose permissions are not enough is the last resort: the stack says what is lacking.
 */
export async function connect(target: Target, scope: string, { env, signal }: Context): Promise<StackClient> {
  const url = instanceUrl(target.domain)
  if (env['COZY_CREDENTIALS']) return new StackClient(url, env['COZY_CREDENTIALS'], signal)
  const access = await useLogin(url, env, signal)
  if (access && isWithin(scope, access.login.scope)) return withLogin(url, access, signal)
  try {
    const request = { domain: url.host, kind: 'cli', subject: scope } as const
    return new StackClient(url, await new AdminClient(target['admin-port'], env).token(request), signal)
  } catch (error) {
    if (access) return withLogin(url, access, signal)
    if (isLocal(url.host) || !(error instanceof CliError)) throw error
    throw ERRORS.notLoggedIn(url.href)
  }
}
