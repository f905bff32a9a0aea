import type { Command, OptionSpec } from '../registry/command.js'
import { GLOBAL_OPTIONS } from '../registry/global-options.js'
import type { Terminal } from '../terminal/terminal.js'
import { usageLine } from './usage-line.js'
import { twoColumns, wrap } from './wrap.js'

/** Options as the help and the reference page list them, under one heading. */
export interface OptionGroup {
  heading: string
  /** How each is written, and what it does. */
  rows: [string, string][]
}

const rowOf = ([name, spec]: [string, OptionSpec]): [string, string] => [
  `${spec.short ? `-${spec.short}, ` : ''}--${name}${spec.value ? ` ${spec.value}` : ''}`,
  spec.describe + (spec.default === undefined ? '' : ` (default: ${spec.default})`)
]

/** The options of a command by their groups, in the order of the first of each; those without one last. */
export function optionGroups(command: Command): OptionGroup[] {
  const { json, ...common } = GLOBAL_OPTIONS
  const own: [string, OptionSpec][] = Object.entries(command.options)
  const isGrouped = own.some(([, { group }]) => group !== undefined)
  const all: [string, OptionSpec][] = [
    ...own.filter(([, { group }]) => group !== undefined),
    ...own.filter(([, { group }]) => group === undefined),
    ...(command.json ? [['json', json] as [string, OptionSpec]] : []),
    ...Object.entries(common).filter(([name]) => name !== 'version')
  ]
  const groups = new Map<string, OptionGroup['rows']>()
  for (const option of all) {
    const heading = option[1].group ?? (isGrouped ? 'Other options' : 'Options')
    groups.set(heading, [...(groups.get(heading) ?? []), rowOf(option)])
  }
  return [...groups].map(([heading, rows]) => ({ heading, rows }))
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
    ...optionGroups(command).map(({ heading, rows }) => `${bold(heading)}\n${twoColumns(rows, width)}`),
    command.examples.length > 0 &&
      `${bold('Examples')}\n${command.examples.map(([line, does]) => `  ${line}\n${dim(wrap(does, width, 6))}`).join('\n')}`
  ]
  return sections.filter(Boolean).join('\n\n')
}
