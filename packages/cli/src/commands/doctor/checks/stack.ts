import { CliError } from '../../../errors.js'
import { StackClient } from '../../../http/stack-client.js'
import { printable } from '../../../http/printable.js'
import { useLogin } from '../../../oauth/use-login.js'
import type { Check, Finding, Subject } from '../finding.js'
import { stackVersion } from '../stack-version.js'

const split = ({ message }: CliError): { found: string; todo: string } => {
  const [why = '', ...todo] = message.replace(/^Failed to .*?: /, '').split(/\.\s+(?=[A-Z])/)
  return { found: why.replace(/\.$/, ''), todo: todo.join('. ') || 'Look at its log.' }
}

const stack = async ({ url, context: { signal } }: Subject): Promise<Finding> => {
  const name = 'Stack'
  try {
    const version = await stackVersion(url, signal)
    if (version !== undefined)
      return { name, state: 'ok', found: `${url.href} has version ${printable(version)}` }
    const found = `${url.href} answers, and is no stack`
    return { name, state: 'warning', found, todo: 'Give --domain, or COZY_URL, of a Cozy.' }
  } catch (error) {
    if (!(error instanceof CliError)) throw error
    const { found, todo } = split(error)
    return { name, state: 'warning', found: `${url.href}: ${found}`, todo }
  }
}

/** Asks with a token. That it lacks a permission is no fault of the token. */
const withToken = async (found: string, url: URL, token: string, signal: AbortSignal): Promise<Finding> => {
  const name = 'Token'
  const client = new StackClient(url, token, signal)
  try {
    const answer = await client.answer({ path: '/settings/instance', act: 'use the token' }, [403])
    await answer.body?.cancel()
    return { name, state: 'ok', found }
  } catch (error) {
    if (!(error instanceof CliError)) throw error
    return { name, state: 'broken', ...split(error), found: `${found} is refused: ${split(error).found}` }
  }
}

const token = async ({ url, context: { env, signal } }: Subject): Promise<Finding> => {
  const name = 'Token'
  const given = env['COZY_CREDENTIALS']
  if (given) return withToken('COZY_CREDENTIALS', url, given, signal)
  try {
    const access = await useLogin(url, env, signal)
    return access
      ? await withToken('the login', url, access.token, signal)
      : { name, state: 'ok', found: 'none is set; a stack on this machine gives its own' }
  } catch (error) {
    if (!(error instanceof CliError)) throw error
    return { name, state: 'broken', ...split(error) }
  }
}

/** The stack, and the token for it where it answers. */
export const checkStack: Check = async subject => {
  const found = await stack(subject)
  return found.state === 'ok' ? [found, await token(subject)] : [found]
}
