import type { ParseError } from 'jsonc-parser'
import { positionOf, type JsonTree } from './json-tree.js'

/** What is wrong with JSON text at an offset, and what to do about it. */
export interface SyntaxProblem {
  offset: number
  message: string
  advice: string
}

// The numbers of jsonc-parser's ParseErrorCode, a const enum that is not there at run time.
const WORDS: Readonly<Record<number, readonly [message: string, advice: string]>> = {
  1: ['there is something that is no JSON', 'Put text between double quotes, or remove it.'],
  2: ['a number is malformed', 'Write it in decimal digits, such as 15 or 0.5.'],
  3: ['the name of an attribute is missing', 'Write "name": value, and no comma after the last one.'],
  4: ['a value is missing', 'Add one, or remove the comma before.'],
  5: ['a colon is missing', 'Write "name": value.'],
  6: ['a comma is missing', 'Put one between two members.'],
  7: ['a closing } is missing', 'Close each { that was opened.'],
  8: ['a closing ] is missing', 'Close each [ that was opened.'],
  9: ['something follows the end of the manifest', 'Remove what follows the last }.'],
  10: ['there is a comment, which JSON has not', 'Remove it.'],
  11: ['a comment is not closed, and JSON has none', 'Remove it.'],
  12: ['a text is not closed', 'Add the double quote at its end.'],
  13: ['a number is malformed', 'Write it in decimal digits, such as 15 or 0.5.'],
  14: ['an escape in a text is malformed', 'Write \\u and four hexadecimal digits.'],
  15: ['an escape in a text is unknown', 'Write a backslash twice to mean one.'],
  16: ['a text holds a character that must be escaped', 'Write \\n for a line end, \\t for a tab.']
}

const INVALID = 1
const VALUE_MISSING = 4
const BYTE_ORDER_MARK = '\uFEFF'

const marked: SyntaxProblem = {
  offset: 0,
  message: 'a byte order mark stands at its start',
  advice: 'Save it as UTF-8 without one.'
}

const told = ({ error, offset }: ParseError): SyntaxProblem => {
  const [message, advice] = WORDS[error] ?? ['there is something that is no JSON', 'Remove it.']
  return { offset, message, advice }
}

const numberOf = (error: ParseError | undefined): number | undefined => error?.error

// Of `tru` the reader says both that it is nothing, and that a value is missing, which may be a line farther.
const isEcho = (error: ParseError, before: ParseError | undefined): boolean =>
  numberOf(error) === VALUE_MISSING && numberOf(before) === INVALID

/** The mistakes of JSON text. One mistake leads to others behind it, so only the first of each line is told. */
export const syntaxProblems = ({ text, errors }: JsonTree): SyntaxProblem[] => {
  if (text.startsWith(BYTE_ORDER_MARK)) return [marked]
  const lines = new Set<number>()
  return errors
    .filter((error, index) => {
      const { line } = positionOf(text, error.offset)
      return lines.size !== lines.add(line).size && !isEcho(error, errors[index - 1])
    })
    .map(told)
}
