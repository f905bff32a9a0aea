import { installLoopbackNames } from '@cozy-jobs/env'
import type { Context } from './context.js'
import { EXIT, type ExitCode } from './errors.js'
import { tokenize } from './arguments/tokens.js'
import { readInput } from './arguments/read-input.js'
import { commandHelp } from './help/command-help.js'
import { overview } from './help/overview.js'
import type { Command, Run } from './registry/command.js'
import { COMMANDS } from './registry/commands.js'
import { commandsOf, findCommand } from './registry/find.js'
import { reportError } from './report-error.js'
import { VERSION } from './version.js'

const NO_COMMAND: Command = {
  name: '',
  topic: 'About this command',
  summary: '',
  positionals: [],
  options: {},
  examples: [],
  load: () => import('./commands/help/run.js')
}

/**
 * Runs one command line and tells the exit code. With `only`, the program is that one command under its own name, as
 * the bins with the documented names are.
 */
export async function main(
  argv: readonly string[],
  base: Omit<Context, 'verbose'>,
  only?: Command
): Promise<ExitCode> {
  const commands = only ? [only] : COMMANDS
  const { words, options } = tokenize(commands, argv)
  const given = (name: string): boolean => options.some(option => option.name === name)
  const context: Context = { ...base, verbose: given('verbose') }
  const { terminal } = context
  try {
    if (given('version')) return (terminal.out(VERSION), EXIT.done)
    const group = words.length === 1 && words[0] ? commandsOf(commands, words[0]) : []
    if (!only && (words.length === 0 || (group.length > 0 && given('help')))) {
      // Nothing typed is a question; an option without its command is a mistake.
      if (words.length === 0) readInput(NO_COMMAND, [], options, 'cozy-jobs')
      terminal.out(overview(group.length > 0 ? group : commands, terminal))
      return EXIT.done
    }
    const { command, rest } = only
      ? { command: { ...only, name: '' }, rest: words }
      : findCommand(commands, words)
    const program = only ? only.name : 'cozy-jobs'
    if (given('help')) return (terminal.out(commandHelp(command, program, terminal)), EXIT.done)
    const input = readInput(command, rest, options, program)
    installLoopbackNames()
    const { run } = await command.load()
    return await (run as Run<Command['options']>)(input, context)
  } catch (error) {
    return reportError(error, context)
  }
}
