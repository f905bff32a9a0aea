import { TOPICS, type Command } from '../registry/command.js'
import { optionGroups } from './command-help.js'
import { usageLine } from './usage-line.js'

const cell = (text: string): string => text.replaceAll('|', '\\|')

// Padded as the formatter of the workspace pads tables.
function table(head: [string, string], rows: [string, string][]): string {
  const cells = [head, ...rows.map(([name, text]) => [`\`${cell(name)}\``, cell(text)] as const)]
  const widths = [0, 1].map(column => Math.max(...cells.map(row => row[column]?.length ?? 0)))
  const line = (row: readonly string[]): string =>
    `| ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [line(head), line(widths.map(width => '-'.repeat(width))), ...cells.slice(1).map(line)].join('\n')
}

function section(command: Command, program: string): string {
  const positionals = command.positionals.map(({ name, describe }): [string, string] => [name, describe])
  const examples = command.examples.map(([line, does]) => `# ${does}\n${line}`).join('\n\n')
  return [
    `### ${[program, command.name].join(' ').trim()}`,
    command.summary,
    '```\n' + usageLine(command, program) + '\n```',
    command.details,
    positionals.length > 0 && table(['argument', 'what it is'], positionals),
    ...optionGroups(command).map(({ heading, rows }, _, groups) =>
      [groups.length > 1 && `**${heading}**`, table(['option', 'what it does'], rows)]
        .filter(Boolean)
        .join('\n\n')
    ),
    examples && '```sh\n' + examples + '\n```'
  ]
    .filter(Boolean)
    .join('\n\n')
}

/** `docs/reference/cli.md`: generated from the registry, never written by hand. */
export function referencePage(commands: readonly Command[], aliases: readonly Command[]): string {
  const topics = TOPICS.map(topic => {
    const sections = commands
      .filter(command => command.topic === topic)
      .map(each => section(each, 'cozy-jobs'))
    return [`## ${topic}`, ...sections].join('\n\n')
  })
  return (
    [
      '# The command `cozy-jobs`',
      'This page is written by `cozy-jobs help --markdown`; a test compares the two.',
      'Options may stand anywhere on the line. Exit codes: 0 done, 1 the job (or what was asked) failed, 2 the command was used wrongly, 3 a bug of cozy-jobs. Colours follow `NO_COLOR` and `FORCE_COLOR`.',
      ...topics,
      '## The documented names',
      ...aliases.map(each => section({ ...each, name: '' }, each.name))
    ].join('\n\n') + '\n'
  )
}
