import { hostname } from 'node:os'
import { resolve } from 'node:path'
import type { Context } from '../../context.js'
import { AdminClient } from '../../http/admin.js'
import { StackClient } from '../../http/stack-client.js'
import { NotRenewedError } from '../../oauth/errors.js'
import { logIn } from '../../oauth/log-in.js'
import { LoginStore } from '../../oauth/login-store.js'
import type { Login } from '../../oauth/login.js'
import { openBrowser } from '../../oauth/open-browser.js'
import { unregisterClient } from '../../oauth/register.js'
import { useLogin, type LoginAccess } from '../../oauth/use-login.js'
import { readTimeout } from '../login/read-timeout.js'
import { tokenFile } from './token-file.js'

/** Which Cozy, and as what. */
export interface DevTarget {
  url: URL
  slug: string
  /** Permissions of the manifest in one text. */
  scope: string
  token: string | undefined
  'admin-port': number | undefined
  'no-browser': boolean
  timeout: string
}

/** A login that knows what was asked for: a stack may grant it in other words. */
type DevLogin = Login & { asked?: string }

/**
 * A client of the Cozy with the konnector's permissions: COZY_CREDENTIALS where that is set, a token from the admin port
 * where that is asked for, else a client of OAuth that the owner has allowed. When the manifest asks for something else
 * than was allowed, the owner is asked again.
 */
export const devAccess = async (target: DevTarget, context: Context): Promise<StackClient> => {
  const { url, scope, slug } = target
  const { env, signal, terminal, cwd } = context
  if (env['COZY_CREDENTIALS']) return new StackClient(url, env['COZY_CREDENTIALS'], signal)
  if (target['admin-port'] !== undefined) {
    const request = { domain: url.host, kind: 'cli', subject: scope } as const
    return new StackClient(url, await new AdminClient(target['admin-port'], env).token(request), signal)
  }
  const store =
    target.token === undefined
      ? new LoginStore(env, `konnectors/${slug}`)
      : tokenFile(resolve(cwd, target.token))
  const kept = (await store.read(url)) as DevLogin | undefined
  const isSame = kept !== undefined && (kept.asked ?? kept.scope) === scope
  if (isSame) {
    const access = await takenLogin(url, () => useLogin(url, env, signal, store), signal)
    if (access) return new StackClient(url, access, signal)
    terminal.err(terminal.yellow(`${url.host} does not take the login any more: the owner is asked again.`))
  } else if (kept) {
    terminal.err(
      terminal.yellow('The manifest asks for other permissions than before: the owner is asked again.')
    )
  }
  const login = await askOwner(target, context)
  await store.write({ ...login, asked: scope } as Login)
  // The new one is in its place: the list of devices is to show one client.
  if (kept) await unregisterClient(url, kept.client, signal).catch(() => false)
  const access = await useLogin(url, env, signal, store)
  return new StackClient(url, access ?? login.tokens.access, signal)
}

/**
 * The login, where the stack takes it: an owner may have taken the client away. A stack says so where it is asked for a
 * token, and where it looks at one; a document that is not there it tells to anybody.
 */
const takenLogin = async (
  url: URL,
  login: () => Promise<LoginAccess | undefined>,
  signal: AbortSignal
): Promise<LoginAccess | undefined> => {
  try {
    const access = await login()
    if (!access) return undefined
    const client = new StackClient(url, access, signal)
    const act = 'ask whether the login is good'
    const answer = await client.answer({ path: '/permissions/self', act }, [400, 401, 403])
    await answer.body?.cancel()
    return answer.status === 400 || answer.status === 401 ? undefined : { ...access, token: client.token }
  } catch (error) {
    if (error instanceof NotRenewedError) return undefined
    throw error
  }
}

const askOwner = (
  { url, slug, scope, timeout, ...target }: DevTarget,
  { terminal, env, signal }: Context
): Promise<Login> =>
  logIn({
    url,
    scope,
    name: `${slug} under development on ${hostname()}`,
    timeout: readTimeout(timeout),
    timeoutText: timeout,
    signal,
    show: async address => {
      const opened = !target['no-browser'] && (await openBrowser(address, env))
      terminal.err(
        opened ? 'A browser opens. If none does, open this address:' : 'Open this address in a browser:'
      )
      terminal.err(`\n  ${terminal.cyan(address.href)}\n`)
      terminal.err(terminal.dim('Waiting for the consent. Ctrl-C gives up.'))
    }
  })
