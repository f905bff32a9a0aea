import type { Severity } from '../errors.js'
import { sentenceOf, type Problem } from './problem.js'

const COLORS: Readonly<Record<Severity, string>> = { error: '\u001B[31m', warning: '\u001B[33m' }
const OFF = '\u001B[39m'

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`

/**
 * All problems as text for a person, one a line with file, line and column, and a last line that counts them;
 * empty where there are none.
 *
 * @example
 * console.log(formatProblems(checkManifest({ text, file: 'manifest.webapp' }), { color: true }))
 */
export const formatProblems = (problems: readonly Problem[], { color = false } = {}): string => {
  if (problems.length === 0) return ''
  const lines = problems.map(problem => {
    const severity = color ? `${COLORS[problem.severity]}${problem.severity}${OFF}` : problem.severity
    const { file, line, column, code } = problem
    return `${file}:${line}:${column} ${severity}: ${sentenceOf(problem)} [${code}]`
  })
  const errors = problems.filter(problem => problem.severity === 'error').length
  return [...lines, `${counted(errors, 'error')}, ${counted(problems.length - errors, 'warning')}`].join('\n')
}
