import { STACK_OPTIONS } from '../../http/stack-options.js'
import { RECORDING_OPTIONS } from '../../konnector/recording-options.js'
import type { Command, Options } from '../../registry/command.js'
import { STANDALONE_OPTIONS } from '../standalone/command.js'

export const MANIFEST_OPTION = {
  manifest: {
    type: 'string',
    short: 'm',
    value: 'FILE',
    describe: 'Its manifest (default: the nearest one above the built file, or here)'
  }
} as const satisfies Options

/** What a run shows in memory, on the fixture: that a second one changes nothing, wherever the first one was ended. */
const REPEAT_OPTIONS = {
  twice: {
    type: 'boolean',
    group: 'A konnector, in memory on its fixture',
    describe: 'Run it twice, and say whether the second run has changed or doubled anything'
  },
  'kill-at': {
    type: 'string',
    value: 'N',
    group: 'A konnector, in memory on its fixture',
    describe:
      'End it at its N-th write to the stack, before it hears the answer, run it again, and compare with an undisturbed run'
  },
  fixture: STANDALONE_OPTIONS.fixture,
  ...RECORDING_OPTIONS
} as const satisfies Options

export const RUN_OPTIONS = {
  ...MANIFEST_OPTION,
  fields: { type: 'string', value: 'JSON', describe: 'What COZY_FIELDS says' },
  doc: { type: 'string', value: 'JSON', describe: 'What COZY_COUCH_DOC says: the document of an event' },
  ...STACK_OPTIONS,
  ...REPEAT_OPTIONS
} as const satisfies Options

export const BUILT = { name: 'BUILT', describe: 'The built file, such as build/onOperationCreate.js' }

export const RUN_DETAILS =
  'The built file needs neither a first line with #! nor to be executable. Its token has the permissions of the manifest: COZY_CREDENTIALS where that is set, else one from the admin port of a stack on this machine.'

export const runCommand: Command = {
  name: 'run',
  topic: 'Write and try a job',
  summary: 'Run a built file once against a stack, as the stack itself would',
  details: RUN_DETAILS,
  positionals: [BUILT],
  options: RUN_OPTIONS,
  json: true,
  examples: [
    ['cozy-jobs run build/onOperationCreate.js', 'Once, on the stack at cozy.localhost:8080'],
    ['cozy-jobs run build/index.js --twice --replay', 'A konnector: nothing is doubled'],
    ['cozy-jobs run build/index.js --kill-at 3', 'Nor where the first run is ended at its third write']
  ],
  load: () => import('./run.js')
}
