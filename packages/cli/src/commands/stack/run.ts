import { startStack } from '@cozy-jobs/stack'
import { EXIT, ERRORS } from '../../errors.js'
import type { Run } from '../../registry/command.js'
import { untilAborted } from '../../terminal/until-aborted.js'
import type { STACK_COMMAND_OPTIONS } from './command.js'
import { dataFolder } from './data-folder.js'
import { welcome } from './welcome.js'

export const run: Run<typeof STACK_COMMAND_OPTIONS> = async ({ options, json }, context) => {
  const { terminal, env, signal } = context
  if (options.memory && options.data !== undefined)
    throw ERRORS.optionsExclude('cozy-jobs stack', '--memory', '--data')
  const folder = options.memory ? undefined : dataFolder(options.data, context)
  const passphrase = options.passphrase ?? env['COZY_PASSPHRASE']
  const stack = await startStack({
    domain: options.domain,
    port: options.port,
    adminPort: options['admin-port'],
    data: folder === undefined ? 'memory' : { folder },
    locale: options.locale,
    context: options.context,
    ...(passphrase === undefined ? {} : { passphrase }),
    ...(options.email === undefined ? {} : { email: options.email }),
    ...(options['public-name'] === undefined ? {} : { publicName: options['public-name'] }),
    log: line => terminal.err(line)
  })
  try {
    const { domain, url, adminUrl } = stack
    terminal.out(
      json
        ? JSON.stringify({ domain, url, adminUrl, data: folder ?? null })
        : welcome({ domain, url, adminUrl, folder }, terminal)
    )
    await untilAborted(signal)
  } finally {
    await stack.close()
  }
  return EXIT.done
}
