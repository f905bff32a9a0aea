import { FOLDER } from '../../job/folder-positional.js'
import { RECORDING_OPTIONS } from '../../konnector/recording-options.js'
import type { Command, Options } from '../../registry/command.js'

export const STANDALONE_OPTIONS = {
  service: {
    type: 'string',
    value: 'NAME',
    describe: 'Which service of an app (default: the first of the manifest)'
  },
  fixture: {
    type: 'string',
    value: 'FILE',
    describe: 'What the Cozy holds at the start (default: fixture.json of the folder, where it is there)'
  },
  event: {
    type: 'string',
    value: 'DOC',
    describe: 'The document of the event, as DOCTYPE/ID, or none (default: see above)'
  },
  out: {
    type: 'string',
    value: 'DIR',
    describe: 'Where files that the job saves are written (default: data in the folder)'
  },
  all: { type: 'boolean', describe: 'Show all documents, not the first 30 of a doctype' },
  ...RECORDING_OPTIONS,
  'no-build': { type: 'boolean', describe: 'Take the build as it is, even where a source is newer' }
} as const satisfies Options

export const standaloneCommand: Command = {
  name: 'standalone',
  topic: 'Write and try a job',
  summary: 'Run a job with no server and no network, and show what it would create or update',
  details:
    'Builds it where needed, starts a stack in memory with the documents and files of fixture.json, installs the job and runs it once. A service with an @event gets the last document of the fixture that its trigger matches; with a debounce it gets none, as on a stack. A konnector gets the account of the fixture, or one with the fields of konnector-dev-config.json, which is made where it is missing; what it writes is shown as it happens, and after a failure the last page of the provider is kept in evidence/.',
  positionals: [FOLDER],
  options: STANDALONE_OPTIONS,
  json: true,
  examples: [
    ['cozy-jobs standalone', 'Runs the job in this folder on its fixture.json'],
    ['cozy-jobs standalone --service dailyBalances --json', 'Another service; what it did as data'],
    ['cozy-jobs standalone --record', 'A konnector: the answers of its provider are recorded'],
    ['cozy-jobs standalone --replay --out .', 'On the recording, with no network; files beside the manifest']
  ],
  load: () => import('./run.js')
}
