import type { Command, Options } from '../../registry/command.js'

export const SHELLS = ['bash', 'zsh', 'fish'] as const

export const COMPLETION_OPTIONS = {
  words: {
    type: 'string',
    value: 'LINE',
    describe: 'What can follow a line typed so far, one word a line; for the scripts'
  }
} as const satisfies Options

export const completionCommand: Command = {
  name: 'completion',
  topic: 'About this command',
  summary: 'Print what makes the Tab key complete commands and options in a shell',
  positionals: [{ name: 'SHELL', choices: SHELLS, describe: 'The shell' }],
  options: COMPLETION_OPTIONS,
  examples: [['source <(cozy-jobs completion bash)', 'Until the shell ends; a line of ~/.bashrc for always']],
  load: () => import('./run.js')
}
