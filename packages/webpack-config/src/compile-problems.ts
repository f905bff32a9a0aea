import { stripVTControlCharacters } from 'node:util'
import type { Module, Stats } from 'webpack'
import { placeIn, startOf } from './original-position.js'
import type { Job } from './read-job.js'

interface Problem {
  message: string
  module?: Module | null
  loc?: unknown
}

const MISSING = /Can't resolve '([^']+)'/

// What webpack and swc say around the one thing that helps: who failed, and their own stack.
const NOISE = [
  /^Module build failed.*:\n/,
  /^\w*Error: (\(Emitted value[^)]*\) )?(Error: )?\s*/,
  /\s*Caused by:[^]*$/,
  /\n\s+at [^]*$/
]

const withoutNoise = (text: string, folder: string): string =>
  NOISE.reduce((kept, noise) => kept.replace(noise, ''), stripVTControlCharacters(text))
    .replaceAll(`${folder}/`, '')
    .replaceAll(folder, '.')
    .trim()

/** `@scope/name` of `@scope/name/file`: npm would take `name/file` for a repository on GitHub. */
const packageOf = (request: string): string =>
  request
    .split('/')
    .slice(0, request.startsWith('@') ? 2 : 1)
    .join('/')

const HINTS: Readonly<Record<string, string>> = {
  'cozy-konnector-libs':
    'Say "cozyJobs": { "compat": true } in package.json to take it from @cozy-jobs/konnector.'
}

const missingText = (where: string, request: string): string =>
  request.startsWith('.') || request.startsWith('/')
    ? `${where} imports ${request}, and there is no such file. Correct the path, or write the file.`
    : `${where} imports ${request}, which is not installed. ${HINTS[packageOf(request)] ?? `Install it (npm install ${packageOf(request)}), or correct its name.`}`

const problemText = ({ message, module, loc }: Problem, folder: string): string => {
  const where = module ? placeIn(module, startOf(loc), folder) : ''
  const request = MISSING.exec(message)?.[1]
  if (request !== undefined) return missingText(where, request)
  const text = withoutNoise(message, folder)
  return where ? `${where}: ${text}` : text
}

const textsOf = (problems: readonly Problem[], { folder }: Job): string[] => [
  ...new Set(problems.map(problem => problemText(problem, folder)))
]

/** The problems of a compilation, one text each, as a person reads them. */
export const compileProblems = ({ compilation }: Stats, job: Job): string[] =>
  textsOf(compilation.errors, job)

const isOptional = ({ message, module }: Problem): boolean =>
  MISSING.test(message) &&
  /[\\/]node_modules[\\/]/.test((module as { resource?: string } | null)?.resource ?? '')

/** What a compilation warns of, except for optional packages that a library asks for in a `try`. */
export const compileWarnings = ({ compilation }: Stats, job: Job): string[] =>
  textsOf(
    compilation.getWarnings().filter(warning => !isOptional(warning)),
    job
  )
