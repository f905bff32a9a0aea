import type { Command, Options } from '../../registry/command.js'

export const HELP_OPTIONS = {
  markdown: { type: 'boolean', describe: 'The whole reference as a page of Markdown' }
} as const satisfies Options

export const helpCommand: Command = {
  name: 'help',
  topic: 'About this command',
  summary: 'List the commands, or show what one of them takes',
  positionals: [
    { name: 'COMMAND', optional: true, describe: 'A command, or its first word' },
    { name: 'WORD', optional: true, describe: 'Its second word' }
  ],
  options: HELP_OPTIONS,
  examples: [['cozy-jobs help apps install', 'The same as "cozy-jobs apps install --help"']],
  load: () => import('./run.js')
}
