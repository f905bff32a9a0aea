import { visible } from '@cozy-jobs/logging'
import type { StackOptions } from '@cozy-jobs/stack'
import type { Configuration } from '../../configuration/configuration.js'
import { EXAMPLE } from '../../configuration/example.js'
import { readConfiguration } from '../../configuration/read-configuration.js'
import type { Context } from '../../context.js'
import { EXIT, ERRORS } from '../../errors.js'
import { checkLauncher, findLauncher } from '../../launcher/check-launcher.js'
import type { Input, Run } from '../../registry/command.js'
import { untilAborted } from '../../terminal/until-aborted.js'
import type { STACK_COMMAND_OPTIONS } from './command.js'
import { dataFolder } from './data-folder.js'
import { profileOf } from './profile.js'
import { welcome } from './welcome.js'

type Typed = Input<typeof STACK_COMMAND_OPTIONS>['options']

const EXCLUDED_BY_MEMORY = ['data', 'fs-url', 'couchdb-url'] as const

/** Where documents and files are: `--memory` wins over all that the configuration says of it. */
const placesOf = (
  typed: Typed,
  { files, couchdb }: Configuration,
  context: Context
): { folder: string | undefined } & Pick<StackOptions, 'data' | 'files' | 'couchdb'> => {
  if (typed.memory) return { folder: undefined, data: 'memory' }
  const folder = dataFolder(typed.data, context)
  return { folder, data: { folder }, ...(files && { files }), ...(couchdb && { couchdb }) }
}

/** What a new instance gets. */
const ownerOf = (typed: Typed, env: Context['env']): Partial<StackOptions> => {
  const passphrase = typed.passphrase ?? env['COZY_PASSPHRASE']
  return {
    locale: typed.locale,
    context: typed.context,
    ...(passphrase === undefined ? {} : { passphrase }),
    ...(typed.email === undefined ? {} : { email: typed.email }),
    ...(typed['public-name'] === undefined ? {} : { publicName: typed['public-name'] })
  }
}

const fidelityOf = (asked: string | undefined): StackOptions['fidelity'] => {
  if (asked === undefined || asked === 'crash') return asked
  throw ERRORS.unknownFidelity(asked)
}

export const run: Run<typeof STACK_COMMAND_OPTIONS> = async ({ options, json }, context) => {
  const { terminal, env, signal } = context
  if (options['print-config']) return (terminal.out(EXAMPLE.trimEnd()), EXIT.done)
  for (const name of EXCLUDED_BY_MEMORY) {
    if (options.memory && options[name])
      throw ERRORS.optionsExclude('cozy-jobs stack', '--memory', `--${name}`)
  }
  const fidelity = fidelityOf(options.fidelity)
  const { configuration, files: read, remarks } = await readConfiguration(options, context, options.config)
  for (const remark of remarks) terminal.err(terminal.yellow(remark))
  const profile = profileOf(options, configuration.launcher)
  const command =
    profile === 'cmd' && configuration.launcher && (await findLauncher(configuration.launcher, context))
  // Beside the start, which takes longer.
  const launcherRemarks = command ? checkLauncher(command, options.domain, signal) : []
  const { folder, ...places } = placesOf(options, configuration, context)
  // Not for a configuration that is wrong, nor for an example: it is all of the server.
  const { startStack } = await import('@cozy-jobs/stack')
  const stack = await startStack({
    domain: options.domain,
    port: configuration.port,
    adminPort: configuration.adminPort,
    ...places,
    ...ownerOf(options, env),
    config: configuration.stack,
    logLevel: configuration.logLevel,
    environment: env,
    ...(fidelity && { fidelity }),
    ...(command ? { command } : {}),
    ...(profile === 'prod' ? { profile } : {}),
    pool: !options['no-pool'],
    log: line => terminal.err(visible(line))
  })
  try {
    const { domain, url, adminUrl } = stack
    const { files, couchdb } = places
    for (const remark of await launcherRemarks) terminal.err(terminal.yellow(remark))
    terminal.out(
      json
        ? JSON.stringify({ domain, url, adminUrl, data: folder ?? null, configuration: read })
        : welcome({ domain, url, adminUrl, folder, files, couchdb, configuration: read }, terminal)
    )
    await untilAborted(signal)
  } finally {
    await stack.close()
  }
  return EXIT.done
}
