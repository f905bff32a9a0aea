import { FOLDER } from '../../job/folder-positional.js'
import type { Command } from '../../registry/command.js'

export const validateCommand: Command = {
  name: 'validate',
  topic: 'Write and try a job',
  summary: 'Check the manifest: all problems at once, each with its line and what to do',
  details:
    'Warns, too, of what a stack accepts in silence though it is wrong. Looks into the build where there is one. Exit code 1 if there is an error; warnings alone give 0.',
  positionals: [FOLDER],
  options: {},
  json: true,
  examples: [['cozy-jobs validate --json', 'The problems as data, for an editor or CI']],
  load: () => import('./run.js')
}
