import { STACK_OPTIONS } from '../../http/stack-options.js'
import { FOLDER } from '../../job/folder-positional.js'
import type { Command, Options } from '../../registry/command.js'

export const DEV_OPTIONS = {
  service: {
    type: 'string',
    value: 'NAME',
    describe: 'Which service of an app (default: the first of the manifest)'
  },
  ...STACK_OPTIONS
} as const satisfies Options

export const devCommand: Command = {
  name: 'dev',
  topic: 'Write and try a job',
  summary: 'Build a job and run it once against a stack',
  positionals: [FOLDER],
  options: DEV_OPTIONS,
  json: true,
  examples: [['cozy-jobs dev --service dailyBalances', 'On the stack at cozy.localhost:8080']],
  load: () => import('./run.js')
}
