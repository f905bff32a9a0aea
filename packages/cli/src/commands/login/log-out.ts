import type { Context } from '../../context.js'
import { CliError, ERRORS, EXIT } from '../../errors.js'
import type { Login } from '../../oauth/login.js'
import { LoginStore } from '../../oauth/login-store.js'
import { unregisterClient } from '../../oauth/register.js'
import type { Run } from '../../registry/command.js'
import { loginAt } from './chosen-logins.js'
import type { LOGOUT_OPTIONS } from './command.js'

const ACT = 'log out'

const theOnly = async (store: LoginStore): Promise<Login> => {
  const [first, ...others] = await store.list()
  if (!first) throw ERRORS.refused(ACT, 'there is no login', '')
  if (others.length === 0) return first
  const hosts = [first, ...others].map(({ url }) => new URL(url).host).join(', ')
  throw ERRORS.notReadable(ACT, `there are several logins: ${hosts}`, 'Name one of them, or give --all.')
}

/** Whether the stack has forgotten the client; a stack that is gone is no reason to keep a token. */
const end = async (store: LoginStore, login: Login, { signal, terminal }: Context): Promise<boolean> => {
  const url = new URL(login.url)
  const forgotten = await unregisterClient(url, login.client, signal).catch((error: unknown) => {
    if (signal.aborted || !(error instanceof CliError)) throw error
    return undefined
  })
  await store.remove(url)
  if (forgotten === undefined) {
    terminal.err(
      terminal.yellow(`${url.host} can't be reached: its list of devices still shows ${login.client.name}.`)
    )
  } else if (!forgotten) terminal.err(terminal.dim(`${url.host} did not know the client any more.`))
  return forgotten === true
}

export const run: Run<typeof LOGOUT_OPTIONS> = async ({ args, options, json }, context) => {
  const store = new LoginStore(context.env)
  const [typed] = args
  if (typed !== undefined && options.all) throw ERRORS.optionsExclude('cozy-jobs logout', '--all', 'URL')
  const logins = options.all
    ? await store.list()
    : [typed === undefined ? await theOnly(store) : await loginAt(store, typed, ACT)]
  const ended = []
  for (const login of logins) {
    const unregistered = await end(store, login, context)
    ended.push({ url: login.url, client: login.client.id, unregistered })
    if (!json) context.terminal.out(`Logged out of ${login.url}`)
  }
  if (json) context.terminal.out(JSON.stringify(ended))
  else if (ended.length === 0) context.terminal.out('There is no login.')
  return EXIT.done
}
