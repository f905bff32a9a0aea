import { FOLDER } from '../../job/folder-positional.js'
import { STACK_OPTIONS } from '../../http/stack-options.js'
import type { Command, Options } from '../../registry/command.js'

export const DOCTOR_OPTIONS = {
  ...STACK_OPTIONS,
  config: {
    type: 'string',
    value: 'FILE',
    short: 'c',
    describe: 'Configuration file (default: cozy.yaml here, in ~/.cozy, or in /etc/cozy)'
  }
} as const satisfies Options

export const doctorCommand: Command = {
  name: 'doctor',
  topic: 'Write and try a job',
  summary: 'Look at this machine, the job and its stack: what is well, what is not, and what to do',
  details:
    'Changes nothing. Looks at Node, git, the package manager, the packages, the sandbox, the ports, the stack and the token for it, the manifest, the build and the files of continuous integration. Exit code 1 if something is broken; warnings alone give 0.',
  positionals: [FOLDER],
  options: DOCTOR_OPTIONS,
  json: true,
  examples: [['cozy-jobs doctor --json', 'The findings as data']],
  load: () => import('./run.js')
}
