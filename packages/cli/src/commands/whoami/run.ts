import type { Context } from '../../context.js'
import { CliError, EXIT } from '../../errors.js'
import { printable } from '../../http/printable.js'
import { StackClient } from '../../http/stack-client.js'
import { LoginStore } from '../../oauth/login-store.js'
import { useLogin } from '../../oauth/use-login.js'
import type { Login } from '../../oauth/login.js'
import type { Run } from '../../registry/command.js'
import { loginAt } from '../login/chosen-logins.js'
import { shownLogin } from '../login/shown-login.js'
import { describeLogin, type Identity } from './describe-login.js'

/** What the stack says of its owner, and whether the login is still good. */
const askStack = async (
  { url }: Login,
  { env, signal }: Context
): Promise<Pick<Identity, 'public_name' | 'problem'>> => {
  try {
    const access = await useLogin(new URL(url), env, signal)
    if (!access) return {}
    const client = new StackClient(new URL(url), access, signal)
    const act = 'ask who it is'
    const answer = await client.answer({ path: '/settings/instance', act }, [403])
    if (answer.status === 403) {
      await answer.body?.cancel()
      return {}
    }
    const { data } = (await answer.json()) as { data: { attributes: { public_name?: string } } }
    return { public_name: data.attributes.public_name ?? '' }
  } catch (error) {
    if (signal.aborted || !(error instanceof CliError)) throw error
    return { problem: error.message }
  }
}

export const run: Run<Record<never, never>> = async ({ args, json }, context) => {
  const { terminal, env } = context
  const store = new LoginStore(env)
  const [typed] = args
  const logins = typed === undefined ? await store.list() : [await loginAt(store, typed, 'say who you are')]
  const identities: Identity[] = await Promise.all(
    logins.map(async login => {
      const said = await askStack(login, context)
      // It may have been renewed just now.
      return { ...shownLogin((await store.read(new URL(login.url))) ?? login), ...said }
    })
  )
  if (json) terminal.out(JSON.stringify(identities))
  else if (identities.length === 0) terminal.out('There is no login. "cozy-jobs login URL" makes one.')
  else {
    const { scopeInWords } = await import('@cozy-jobs/stack/scope-in-words')
    const shown = printable(identities).map(each => describeLogin(each, scopeInWords, terminal))
    terminal.out(shown.join('\n\n'))
  }
  const isGood = identities.length > 0 && identities.every(({ problem }) => problem === undefined)
  return isGood ? EXIT.done : EXIT.failed
}
