import { parseArgs } from 'node:util'
import type { Command, OptionSpec } from '../registry/command.js'
import { GLOBAL_OPTIONS } from '../registry/global-options.js'

/** One option as it was typed. */
export interface TypedOption {
  /** Without dashes. */
  name: string
  /** With its dashes. */
  raw: string
  value: string | undefined
  inline: boolean
}

/** The words of a command line, apart: an option may stand anywhere, before the command's name too. */
export interface Tokens {
  words: string[]
  options: TypedOption[]
}

/**
 * Before the command is known, only the union of all options tells which of them take the next word as their value.
 * It is unambiguous because an option has one type in the whole registry; a letter is that of the command which the
 * line begins with.
 */
export function tokenize(commands: readonly Command[], argv: readonly string[]): Tokens {
  const all: [string, OptionSpec][] = [
    ...commands.flatMap(command => Object.entries(command.options)),
    ...Object.entries(GLOBAL_OPTIONS)
  ]
  const command = [2, 1]
    .map(length => commands.find(({ name }) => name === argv.slice(0, length).join(' ')))
    .find(found => found !== undefined)
  const own = new Set(Object.values(command?.options ?? {}).map(({ short }) => short))
  const isShort = (name: string, short: string | undefined): boolean =>
    short !== undefined && (!own.has(short) || command?.options[name]?.short === short)
  const options = Object.fromEntries(
    all.map(([name, { type, short }]) => [
      name,
      {
        type: type === 'boolean' ? ('boolean' as const) : ('string' as const),
        ...(isShort(name, short) ? { short: short as string } : {})
      }
    ])
  )
  const { tokens } = parseArgs({
    args: [...argv],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true
  })
  return {
    words: tokens.flatMap(token => (token.kind === 'positional' ? [token.value] : [])),
    options: tokens.flatMap(token =>
      token.kind === 'option'
        ? [{ name: token.name, raw: token.rawName, value: token.value, inline: token.inlineValue ?? false }]
        : []
    )
  }
}
