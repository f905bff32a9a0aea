import { errorText } from '@cozy-jobs/logging'
import { isError } from '../errors/is-error.js'
import { codeOf, KonnectorError } from '../errors/konnector-error.js'
import { errorEntry } from '../errors/table.js'
import { ownStack } from './own-stack.js'

/** How much is told of a failure. */
interface FailureTextOptions {
  /** All that is known, with every stack. */
  verbose: boolean
  /** The program that runs, as stacks name it: its source map is beside it. */
  entry: string
}

const causeOf = (error: unknown): unknown => (isError(error) ? error.cause : undefined)

/** What has happened first. */
const rootOf = (error: unknown, depth = 0): unknown => {
  const cause = causeOf(error)
  return cause === undefined || depth > 9 ? error : rootOf(cause, depth + 1)
}

/** "Nothing" is what to do about many: then what becomes of it is the news. */
const withoutNothing = (advice: string): string =>
  advice.replace(/^Nothing: (.)/, (_, letter: string) => letter.toUpperCase())

/** Of a code that the table explains, one line; and one of what has led to it where the line of the log lacks it. */
const knownText = (error: unknown): string | undefined => {
  const code = codeOf(error)
  const entry = code === undefined ? undefined : errorEntry(code)
  const detail = KonnectorError.isOne(error) ? error.detail : undefined
  // What is unknown is to be looked for where it was thrown.
  if (!entry || (code === 'UNKNOWN_ERROR' && detail === undefined)) return undefined
  const meaning = `${entry.meaning} ${withoutNothing(entry.advice)}`
  const root = rootOf(error)
  if (root === error || detail !== undefined || !isError(root)) return meaning
  return `${meaning}\nCaused by: ${root.message || root.name}`
}

const stackText = (error: unknown, entry: string, depth = 0): string => {
  if (!isError(error)) return String(error)
  const own = ownStack(error.stack ?? `${error.name}: ${error.message}`, entry)
  const { cause } = error
  return cause === undefined || depth > 9 ? own : `${own}\nCaused by: ${stackText(cause, entry, depth + 1)}`
}

/** What is told of a failure on standard error, beside its line in the log. Not masked. */
export const failureText = (error: unknown, { verbose, entry }: FailureTextOptions): string =>
  verbose ? errorText(error) : (knownText(error) ?? stackText(error, entry))
