import { nearest } from '@cozy-jobs/manifest/nearest'
import { parseArgs, type ParseArgsConfig } from 'node:util'
import type { Question } from './question.js'

/** What every generator takes. */
export const COMMON_FLAGS = {
  yes: 'Ask nothing: take the default of every question that has no flag',
  'dry-run': 'Show the files, write nothing',
  help: 'Show this help'
} as const

/** What was given on the command line, before any check. */
export interface Given {
  /** By name of question. */
  values: Record<string, string | boolean | readonly string[]>
  yes: boolean
  dryRun: boolean
  help: boolean
}

export const flagOf = ({ flag, name }: Pick<Question<never>, 'flag' | 'name'>): string =>
  flag ?? name.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)

type Options = NonNullable<ParseArgsConfig['options']>

const optionsOf = (questions: readonly Question<never>[]): Options => {
  const options: Options = {}
  for (const question of questions) {
    const multiple = question.kind === 'choices' || question.kind === 'list'
    const flag = flagOf(question)
    options[flag] = { type: question.kind === 'confirm' ? 'boolean' : 'string', multiple }
    if (question.kind === 'confirm') options[`no-${flag}`] = { type: 'boolean' }
  }
  return {
    ...options,
    yes: { type: 'boolean', short: 'y' },
    'dry-run': { type: 'boolean' },
    help: { type: 'boolean', short: 'h' }
  }
}

const problemOf = (error: Error & { code?: string }, flags: readonly string[]): string => {
  const unknown = /Unknown option '-+([^']+)'/.exec(error.message)?.[1]
  const dashed = /Option '(?:-\w, )?(--[^' ]+)[^']*' argument is ambiguous/.exec(error.message)?.[1]
  if (dashed !== undefined)
    return `the value of ${dashed} is missing, or starts with a dash. Write ${dashed}=VALUE.`
  if (unknown === undefined) return `${error.message.split('. ')[0]?.replace(/\.$/, '') ?? ''}. See --help.`
  const meant = nearest(unknown, flags, 3)
  return `there is no flag --${unknown}. ${meant === undefined ? 'See --help.' : `Did you mean --${meant}?`}`
}

/** Reads the words of a command line. `problem` says why they make no sense and what to do. */
export const parseFlags = (
  questions: readonly Question<never>[],
  words: readonly string[]
): Given | { problem: string } => {
  const options = optionsOf(questions)
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options,
      strict: true,
      allowPositionals: true
    })
    const given: Given['values'] = {}
    for (const question of questions) {
      const value = values[flagOf(question)]
      if (value !== undefined) given[question.name] = value as string
      if (values[`no-${flagOf(question)}`] === true) given[question.name] = false
    }
    const places = questions.filter(({ positional }) => positional)
    const surplus = positionals[places.length]
    if (surplus !== undefined)
      return { problem: `${JSON.stringify(surplus)} is one word too many. See --help.` }
    for (const [index, question] of places.entries()) {
      const word = positionals[index]
      if (word === undefined) continue
      if (question.name in given) {
        return {
          problem: `--${flagOf(question)} and ${JSON.stringify(word)} both say the same thing. Give one.`
        }
      }
      given[question.name] = word
    }
    return {
      values: given,
      yes: values['yes'] === true,
      dryRun: values['dry-run'] === true,
      help: values['help'] === true
    }
  } catch (error) {
    return { problem: problemOf(error as Error, Object.keys(options)) }
  }
}
