import { formatProblems, type Problem } from '@cozy-jobs/manifest'
import { relative } from 'node:path'
import type { Context } from '../context.js'

/** The problems with files named as a person would, from where the command was typed. */
export const shownFrom = (cwd: string, problems: readonly Problem[]): Problem[] =>
  problems.map(problem => ({ ...problem, file: relative(cwd, problem.file) || problem.file }))

/** Shows what is wrong with a manifest beside the answer; true where a part of it is an error. */
export function showProblems(problems: readonly Problem[], { terminal, cwd }: Context): boolean {
  if (problems.length > 0) terminal.err(formatProblems(shownFrom(cwd, problems), { color: terminal.color }))
  return problems.some(({ severity }) => severity === 'error')
}
