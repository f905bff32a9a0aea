import { ERRORS } from '../errors.js'
import type { Command, Input, OptionSpec } from '../registry/command.js'
import { GLOBAL_OPTIONS } from '../registry/global-options.js'
import { nearest } from '../registry/nearest.js'
import { usageLine } from '../help/usage-line.js'
import type { Tokens, TypedOption } from './tokens.js'

/** Checks what was typed against the command, and fills in the defaults. `program` is its name in messages. */
export function readInput(
  command: Command,
  words: string[],
  options: Tokens['options'],
  program: string
): Input {
  const title = `${program} ${command.name}`.trim()
  const values: Record<string, string | number | boolean | string[] | undefined> = {}
  for (const [name, spec] of Object.entries(command.options)) values[name] = absent(spec)
  for (const option of options) {
    const spec = knownOption(command, option, title)
    const value = valueOf(spec, option, title)
    const before = values[option.name]
    values[option.name] = Array.isArray(before) ? [...before, String(value)] : value
  }
  return {
    options: values as Input['options'],
    args: readWords(command, words, title, program),
    json: Boolean(values['json'])
  }
}

function absent({ type, default: value }: OptionSpec): string | number | boolean | string[] | undefined {
  if (type === 'list') return []
  return value ?? (type === 'boolean' ? false : undefined)
}

function knownOption(command: Command, { name, raw }: TypedOption, title: string): OptionSpec {
  const known: Record<string, OptionSpec> = { ...GLOBAL_OPTIONS, ...command.options }
  const spec = name === 'json' && !command.json ? undefined : known[name]
  if (spec && Object.hasOwn(known, name)) return spec
  const near = nearest(name, Object.keys(known))
  throw ERRORS.unknownOption(title, raw, near && `--${near}`)
}

function valueOf(
  spec: OptionSpec,
  { raw, value, inline }: TypedOption,
  title: string
): string | number | boolean {
  if (spec.type === 'boolean') {
    if (value !== undefined) throw ERRORS.optionTakesNoValue(title, raw)
    return true
  }
  // `--port --memory`: the second is surely an option, and a value that begins with a dash can be written `--port=-x`.
  if (value === undefined || (!inline && /^-./.test(value))) {
    throw ERRORS.optionNeedsValue(title, raw, spec.value ?? 'VALUE')
  }
  if (spec.choices && !spec.choices.includes(value)) {
    throw ERRORS.oneOf(title, raw, spec.choices, value, nearest(value, spec.choices))
  }
  if (spec.type !== 'port') return value
  if (!/^\d{1,5}$/.test(value) || Number(value) > 65535) throw ERRORS.notAPort(title, raw, value)
  return Number(value)
}

function readWords(
  command: Command,
  words: string[],
  title: string,
  program: string
): (string | undefined)[] {
  const use = usageLine(command, program)
  const { length } = command.positionals
  const takesAll = command.positionals.at(-1)?.rest
  const extra = takesAll ? [] : words.slice(length)
  if (extra[0] !== undefined) throw ERRORS.tooManyArguments(title, extra[0], use)
  const named = command.positionals.map(({ name, optional, choices }, index) => {
    const word = words[index]
    if (word === undefined && !optional) throw ERRORS.missingArgument(title, name, use)
    if (word !== undefined && choices && !choices.includes(word)) {
      throw ERRORS.oneOf(title, name, choices, word, nearest(word, choices))
    }
    return word
  })
  return takesAll ? [...named, ...words.slice(length)] : named
}
