import { FOLDER } from '../../job/folder-positional.js'
import type { Command, Options } from '../../registry/command.js'

export const START_OPTIONS = {
  service: {
    type: 'string',
    value: 'NAME',
    describe: 'Which service of an app (default: the first of the manifest)'
  }
} as const satisfies Options

export const startCommand: Command = {
  name: 'start',
  topic: 'Write and try a job',
  summary: 'Run the build of a job with the COZY_* variables of this environment',
  details:
    'COZY_URL and COZY_CREDENTIALS must be set; COZY_FIELDS, COZY_PARAMETERS, COZY_PAYLOAD and COZY_COUCH_DOC are handed on. Nothing else of the environment is.',
  positionals: [FOLDER],
  options: START_OPTIONS,
  examples: [
    [
      'COZY_URL=http://cozy.localhost:8080 COZY_CREDENTIALS=$(cozy-jobs token app banks) cozy-jobs start',
      'As the stack starts it'
    ]
  ],
  load: () => import('./run.js')
}
