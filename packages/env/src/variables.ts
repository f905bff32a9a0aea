import type { EnvProblem } from './errors.js'

/** Reads variables one by one and gathers what is wrong with them. */
export interface Variables {
  readonly problems: readonly EnvProblem[]
  /** The names of the wished-for variables that were absent. */
  readonly absent: readonly string[]
  /** Undefined when absent or empty, which is a problem. */
  required: ReadVariable
  /** Undefined when absent or empty: a launcher may hand on an unset variable as an empty one. */
  optional: ReadVariable
}

type ReadVariable = <T>(variable: string, parse: Parse<T>) => T | undefined

/** Turns the text of a variable into its value; {@link Malformed} says that it cannot. */
export type Parse<T> = (text: string) => T | Malformed

/** Why a variable could not be read, put so that it follows its name: `is not valid JSON`. Holds no value. */
export class Malformed {
  readonly why: string

  constructor(why: string) {
    this.why = why
  }
}

export function readVariables(env: NodeJS.ProcessEnv): Variables {
  const problems: EnvProblem[] = []
  const absent: string[] = []

  function parsed<T>(variable: string, text: string, parse: Parse<T>): T | undefined {
    const value = parse(text)
    if (!(value instanceof Malformed)) return value
    problems.push({ variable, code: 'malformed', why: value.why })
    return undefined
  }

  return {
    problems,
    absent,
    required(variable, parse) {
      const text = env[variable]
      if (text?.trim()) return parsed(variable, text, parse)
      problems.push({ variable, code: 'missing', why: text === undefined ? 'is missing' : 'is empty' })
      return undefined
    },
    optional(variable, parse) {
      const text = env[variable]
      if (text === undefined) absent.push(variable)
      return text?.trim() ? parsed(variable, text, parse) : undefined
    }
  }
}
