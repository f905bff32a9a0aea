import { stripVTControlCharacters } from 'node:util'
import type { Stats, StatsError } from 'webpack'
import { displayPath } from './display-path.js'
import type { Job } from './read-job.js'

const MISSING = /Can't resolve '([^']+)'/

// webpack counts columns from 0, editors from 1.
const positionOf = ({ loc = '' }: StatsError): string => {
  const [, line, column] = /^(\d+):(\d+)/.exec(loc) ?? []
  return line && column ? `:${line}:${Number(column) + 1}` : ''
}

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

const moduleOf = (error: StatsError, folder: string): string => {
  const resource = (error.moduleIdentifier ?? '').split('!').at(-1)?.replace(/^.*\|/, '') ?? ''
  return resource.startsWith('/')
    ? displayPath(resource.replace(/\?.*$/, ''), folder)
    : (error.moduleName ?? '')
}

const missingText = (where: string, request: string): string =>
  request.startsWith('.') || request.startsWith('/')
    ? `${where} imports ${request}, and there is no such file. Correct the path, or write the file.`
    : `${where} imports ${request}, which is not installed. Install it (npm install ${request}), or correct its name.`

const problemText = (error: StatsError, folder: string): string => {
  const where = `${moduleOf(error, folder)}${positionOf(error)}`
  const request = MISSING.exec(error.message)?.[1]
  if (request !== undefined) return missingText(where, request)
  const text = withoutNoise(error.message, folder)
  return error.moduleName ? `${where}: ${text}` : text
}

/** The problems of a compilation, one text each, as a person reads them. */
export const compileProblems = (stats: Stats, job: Job): string[] => {
  const { errors = [] } = stats.toJson({ all: false, errors: true, errorDetails: false, moduleTrace: false })
  return [...new Set(errors.map(error => problemText(error, job.folder)))]
}

/** What a compilation warns of, except for optional packages that a library asks for in a `try`. */
export const compileWarnings = (stats: Stats, job: Job): string[] => {
  const { warnings = [] } = stats.toJson({ all: false, warnings: true, errorDetails: false })
  const told = warnings.filter(
    warning =>
      !(MISSING.test(warning.message) && /[\\/]node_modules[\\/]/.test(warning.moduleIdentifier ?? ''))
  )
  return [...new Set(told.map(warning => problemText(warning, job.folder)))]
}
