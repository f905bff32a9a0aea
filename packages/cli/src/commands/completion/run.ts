import { EXIT } from '../../errors.js'
import type { Run } from '../../registry/command.js'
import { COMMANDS } from '../../registry/commands.js'
import { candidates } from './candidates.js'
import type { COMPLETION_OPTIONS, SHELLS } from './command.js'
import { SCRIPTS } from './scripts.js'

export const run: Run<typeof COMPLETION_OPTIONS> = ({ args, options }, { terminal }) => {
  const found = options.words === undefined ? [] : candidates(COMMANDS, options.words)
  if (options.words === undefined) terminal.out(SCRIPTS[args[0] as (typeof SHELLS)[number]])
  else if (found.length > 0) terminal.out(found.join('\n'))
  return Promise.resolve(EXIT.done)
}
