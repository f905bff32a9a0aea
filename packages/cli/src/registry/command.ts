import type { Context } from '../context.js'
import type { ExitCode } from '../errors.js'

/** One option of a command. A name means the same, with the same type, wherever it stands in the registry. */
export interface OptionSpec {
  /** A `list` may be given several times, each with one value. */
  type: 'string' | 'boolean' | 'port' | 'list'
  /** What stands for its value in the help: `HOST:PORT`. */
  value?: string
  /** All that it may be. */
  choices?: readonly string[]
  /** One letter. */
  short?: string
  default?: string | number | boolean
  /** The heading under which the help lists it, where a command has many: `A new instance`. */
  group?: string
  describe: string
}

/** One argument that has no `--`. */
export interface PositionalSpec {
  /** In capitals, as in the help: `FOLDER`. */
  name: string
  optional?: boolean
  /** Of the last one: each word that is left; those that begin with a dash stand behind `--`. */
  rest?: boolean
  choices?: readonly string[]
  describe: string
}

export type Options = Record<string, OptionSpec>

type Value<O extends OptionSpec> = O['type'] extends 'boolean'
  ? boolean
  : O['type'] extends 'list'
    ? string[]
    : O['type'] extends 'port'
      ? O extends { default: number }
        ? number
        : number | undefined
      : O extends { default: string }
        ? string
        : string | undefined

/** The values of the options, defaults filled in. */
export type Values<O extends Options> = { [K in keyof O]: Value<O[K]> }

/** What a command gets to work with. */
export interface Input<O extends Options = Options> {
  options: Values<O>
  /** The positionals, in order; an absent optional one is undefined. */
  args: (string | undefined)[]
  /** `--json` was given. */
  json: boolean
}

export type Run<O extends Options> = (input: Input<O>, context: Context) => Promise<ExitCode>

/** A command of the registry: help, completion, the reference page and the checks of arguments come from it. */
export interface Command {
  /** One or two words: `stack`, `apps install`. */
  name: string
  topic: Topic
  summary: string
  /** Further lines for its own help. */
  details?: string
  positionals: readonly PositionalSpec[]
  options: Options
  /** `--json` gives the answer as data. */
  json?: boolean
  /** Each with a line on what it does. */
  examples: readonly (readonly [command: string, does: string])[]
  /** Loads the code only when it is wanted: `token` must not wait for webpack. */
  load: () => Promise<{ run: Run<never> }>
}

export const TOPICS = [
  'Write and try a job',
  'Deploy a job',
  'Run a stack',
  'Install on a stack',
  'Try things on a stack',
  'Look at jobs',
  'About this command'
] as const

export type Topic = (typeof TOPICS)[number]
