import { EXIT } from '../../errors.js'
import { commandHelp } from '../../help/command-help.js'
import { overview } from '../../help/overview.js'
import { referencePage } from '../../help/reference-page.js'
import type { Run } from '../../registry/command.js'
import { ALIASES, COMMANDS } from '../../registry/commands.js'
import { commandsOf, findCommand } from '../../registry/find.js'
import type { HELP_OPTIONS } from './command.js'

export const run: Run<typeof HELP_OPTIONS> = ({ args, options }, { terminal }) => {
  const words = args.filter(word => word !== undefined)
  const group = words.length === 1 ? commandsOf(COMMANDS, words[0] ?? '') : []
  if (options.markdown) terminal.out(referencePage(COMMANDS, ALIASES).trimEnd())
  else if (words.length === 0 || group.length > 0)
    terminal.out(overview(group.length > 0 ? group : COMMANDS, terminal))
  else terminal.out(commandHelp(findCommand(COMMANDS, words).command, 'cozy-jobs', terminal))
  return Promise.resolve(EXIT.done)
}
