import { FOLDER } from '../../job/folder-positional.js'
import type { Command } from '../../registry/command.js'

export const initConfigCommand: Command = {
  name: 'init-config',
  topic: 'Write and try a job',
  summary: 'Make konnector-dev-config.json for the login of a konnector; git ignores it',
  details:
    'It has the fields of the manifest, to be filled in, and is readable for you alone. One that is there stays as it is; what is wrong with it is told with line and column.',
  positionals: [FOLDER],
  options: {},
  examples: [['cozy-jobs init-config', 'In this folder']],
  load: () => import('./run.js')
}
