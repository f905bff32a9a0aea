import { STACK_OPTIONS } from '../../http/stack-options.js'
import type { Command, Options } from '../../registry/command.js'

export const MANIFEST_OPTION = {
  manifest: {
    type: 'string',
    short: 'm',
    value: 'FILE',
    describe: 'Its manifest (default: the nearest one above the built file, or here)'
  }
} as const satisfies Options

export const RUN_OPTIONS = {
  ...MANIFEST_OPTION,
  fields: { type: 'string', value: 'JSON', describe: 'What COZY_FIELDS says' },
  doc: { type: 'string', value: 'JSON', describe: 'What COZY_COUCH_DOC says: the document of an event' },
  ...STACK_OPTIONS
} as const satisfies Options

const BUILT = { name: 'BUILT', describe: 'The built file, such as build/onOperationCreate.js' }

const DETAILS =
  'The built file needs neither a first line with #! nor to be executable. Its token has the permissions of the manifest: COZY_CREDENTIALS where that is set, else one from the admin port of a stack on this machine.'

export const runCommand: Command = {
  name: 'run',
  topic: 'Write and try a job',
  summary: 'Run a built file once against a stack, as the stack itself would',
  details: DETAILS,
  positionals: [BUILT],
  options: RUN_OPTIONS,
  json: true,
  examples: [['cozy-jobs run build/onOperationCreate.js', 'Once, on the stack at cozy.localhost:8080']],
  load: () => import('./run.js')
}

/** The options of the documented names. */
export const ALIAS_OPTIONS = {
  ...MANIFEST_OPTION,
  url: {
    type: 'string',
    value: 'URL',
    describe:
      'The address of the Cozy (default: COZY_URL of konnector-dev-config.json, or http://cozy.localhost:8080)'
  },
  'admin-port': STACK_OPTIONS['admin-port']
} as const satisfies Options

const alias = (name: string, summary: string, manifest: string, built: string): Command => ({
  name,
  topic: 'Write and try a job',
  summary,
  details: DETAILS,
  positionals: [{ ...BUILT, optional: true, describe: `The built file (default: ${built})` }],
  options: ALIAS_OPTIONS,
  examples: [[`${name} -m ${manifest} ${built}`, 'Once, on the stack at cozy.localhost:8080']],
  load: async () => ({ run: (await import('./alias.js')).runAlias(built) })
})

export const RUN_ALIASES: readonly Command[] = [
  alias(
    'cozy-run-dev',
    'Run a built service once against a stack',
    'manifest.webapp',
    'build/onOperationCreate.js'
  ),
  alias(
    'cozy-konnector-dev',
    'Run a built konnector, or a built service, once against a stack',
    'manifest.konnector',
    'build/index.js'
  )
]
