import { hostname } from 'node:os'
import { ERRORS, EXIT } from '../../errors.js'
import { isLocal } from '../../http/is-local.js'
import { STACK_OPTIONS } from '../../http/stack-options.js'
import { logIn } from '../../oauth/log-in.js'
import { LoginStore } from '../../oauth/login-store.js'
import { openBrowser } from '../../oauth/open-browser.js'
import { unregisterClient } from '../../oauth/register.js'
import { DEFAULT_SCOPE } from '../../oauth/scope.js'
import type { Run } from '../../registry/command.js'
import type { LOGIN_OPTIONS } from './command.js'
import { readTimeout } from './read-timeout.js'
import { shownLogin } from './shown-login.js'
import { stackUrl } from './stack-url.js'

export const run: Run<typeof LOGIN_OPTIONS> = async ({ args, options, json }, context) => {
  const { terminal, env, signal } = context
  const url = stackUrl(args[0] ?? STACK_OPTIONS.domain.default)
  const timeout = readTimeout(options.timeout)
  const scope = (options.scope ?? DEFAULT_SCOPE).split(/\s+/).filter(Boolean).join(' ')
  if (scope === '') {
    throw ERRORS.notReadable('log in', '--scope is empty', 'Write for example --scope io.cozy.files:GET.')
  }
  const store = new LoginStore(env)
  await store.checkFolder()
  if (url.protocol === 'http:' && !isLocal(url.host)) {
    terminal.err(terminal.yellow(`${url.href} speaks plain HTTP: whoever is on the way can read along.`))
  }
  const before = await store.read(url).catch(() => undefined)
  const show = async (address: URL): Promise<void> => {
    const opened = !options['no-browser'] && (await openBrowser(address, env))
    terminal.err(
      opened ? 'A browser opens. If none does, open this address:' : 'Open this address in a browser:'
    )
    terminal.err(`\n  ${terminal.cyan(address.href)}\n`)
    terminal.err(terminal.dim('Waiting for the consent. Ctrl-C gives up.'))
  }
  const name = options.name ?? `Cozy Jobs on ${hostname()}`
  const request = { url, scope, name, timeout, timeoutText: options.timeout, signal, show }
  const login = await logIn(request).catch((error: unknown) => {
    if (signal.aborted) terminal.err('Given up: nothing of the login is left.')
    throw error
  })
  try {
    await store.write(login)
  } catch (error) {
    await unregisterClient(url, login.client, signal).catch(() => false)
    throw error
  }
  // The new one is in its place: the list of devices is to show one client, not one for each login.
  if (before) await unregisterClient(url, before.client, signal).catch(() => false)
  if (json) terminal.out(JSON.stringify(shownLogin(login)))
  else {
    terminal.out(`${terminal.green('Logged in')} at ${terminal.bold(login.url)} as ${login.client.name}`)
    terminal.out('"cozy-jobs whoami" says what it may do.')
  }
  return EXIT.done
}
