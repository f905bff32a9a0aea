import { completionCommand } from '../commands/completion/command.js'
import { helpCommand } from '../commands/help/command.js'
import { installCommands } from '../commands/installs/command.js'
import { stackCommand } from '../commands/stack/command.js'
import { tokenCommand } from '../commands/token/command.js'
import type { Command } from './command.js'

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  stackCommand,
  tokenCommand,
  ...installCommands('apps'),
  ...installCommands('konnectors'),
  helpCommand,
  completionCommand
]

/** The documented names of older tools: bins of their own. */
export const ALIASES: readonly Command[] = []
