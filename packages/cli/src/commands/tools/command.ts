import { FOLDER } from '../../job/folder-positional.js'
import type { Command } from '../../registry/command.js'

export const testCommand: Command = {
  name: 'test',
  topic: 'Write and try a job',
  summary: 'Run the tests of a job with Jest, set up as its workspace is',
  positionals: [FOLDER],
  options: {},
  examples: [['cozy-jobs test apps/onOperationCreate', 'The tests of that folder']],
  load: async () => ({ run: (await import('./run-tool.js')).runTool('jest') })
}

export const lintCommand: Command = {
  name: 'lint',
  topic: 'Write and try a job',
  summary: 'Check the sources of a job with ESLint, set up as its workspace is',
  positionals: [FOLDER],
  options: {},
  examples: [['cozy-jobs lint', 'The sources of this folder']],
  load: async () => ({ run: (await import('./run-tool.js')).runTool('eslint') })
}
