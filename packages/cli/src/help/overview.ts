import { TOPICS, type Command } from '../registry/command.js'
import type { Terminal } from '../terminal/terminal.js'
import { twoColumns } from './wrap.js'

/** `cozy-jobs help`: all commands by topic, or those of one group. */
export function overview(commands: readonly Command[], { bold, columns }: Terminal): string {
  const width = Math.min(columns, 100)
  const topics = TOPICS.map(topic => {
    const rows = commands
      .filter(command => command.topic === topic)
      .map((command): [string, string] => [nameAndWords(command), command.summary])
    return rows.length > 0 ? `${bold(topic)}\n${twoColumns(rows, width)}` : ''
  })
  return [
    'Write, try, build and run the services and konnectors of a Cozy.',
    `${bold('Usage:')} cozy-jobs COMMAND [ARGUMENT …] [--option …]`,
    ...topics.filter(Boolean),
    '"cozy-jobs COMMAND --help" shows what a command takes, with examples.'
  ].join('\n\n')
}

const nameAndWords = (command: Command): string =>
  [command.name, ...command.positionals.map(({ name, optional }) => (optional ? `[${name}]` : name))].join(
    ' '
  )
