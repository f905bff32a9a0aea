import type { Command, OptionSpec } from '../registry/command.js'
import { GLOBAL_OPTIONS } from '../registry/global-options.js'
import type { Terminal } from '../terminal/terminal.js'
import { usageLine } from './usage-line.js'
import { twoColumns, wrap } from './wrap.js'

/** The options of a command as the help and the reference page list them, the common ones last. */
export function optionRows(command: Command): [string, string][] {
  const { json, ...common } = GLOBAL_OPTIONS
  const all: [string, OptionSpec][] = [
    ...Object.entries(command.options),
    ...(command.json ? [['json', json] as [string, OptionSpec]] : []),
    ...Object.entries(common).filter(([name]) => name !== 'version')
  ]
  return all.map(([name, spec]) => [
    `${spec.short ? `-${spec.short}, ` : ''}--${name}${spec.value ? ` ${spec.value}` : ''}`,
    spec.describe + (spec.default === undefined ? '' : ` (default: ${spec.default})`)
  ])
}

/** `cozy-jobs COMMAND --help`. */
export function commandHelp(command: Command, program: string, { bold, dim, columns }: Terminal): string {
  const width = Math.min(columns, 100)
  const positionals = command.positionals.map(({ name, choices, describe }): [string, string] => [
    choices ? choices.join('|') : name,
    describe
  ])
  const sections = [
    wrap(command.summary, width),
    `${bold('Usage:')} ${usageLine(command, program)}`,
    command.details && wrap(command.details, width),
    positionals.length > 0 && `${bold('Arguments')}\n${twoColumns(positionals, width)}`,
    `${bold('Options')}\n${twoColumns(optionRows(command), width)}`,
    command.examples.length > 0 &&
      `${bold('Examples')}\n${command.examples.map(([line, does]) => `  ${line}\n${dim(wrap(does, width, 6))}`).join('\n')}`
  ]
  return sections.filter(Boolean).join('\n\n')
}
