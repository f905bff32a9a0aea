import { PROBLEM_KINDS, type ProblemCode, type Severity } from '../errors.js'

/** One thing that is wrong with a manifest, and what to do about it. */
export interface Problem {
  code: ProblemCode
  severity: Severity
  /** As the caller named it. */
  file: string
  /** From 1. */
  line: number
  /** From 1, in UTF-16 units. */
  column: number
  /** Such as `services.onOperationCreate.trigger`; empty for the whole file. */
  path: string
  /** Why, as a clause without a full stop. */
  message: string
  /** What to do, in one or more sentences. */
  advice: string
}

/** Problems in the order of the file. */
export const inOrder = (problems: readonly Problem[]): Problem[] =>
  [...problems].sort((a, b) => a.line - b.line || a.column - b.column)

/** The formula: *Failed to <act>: <why>. <what to do>*. */
export const sentenceOf = ({ code, path, message, advice }: Problem): string => {
  const act = PROBLEM_KINDS[code].act.replace('{path}', path === '' ? 'the manifest' : path)
  return `Failed to ${act}: ${message}. ${advice}`
}
