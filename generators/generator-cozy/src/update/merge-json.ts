import { diffComm } from 'node-diff3'
import { mergeLines, type Merged } from './merge-lines.js'
import { mergeValues, sameValue, type Json } from './merge-values.js'

const parse = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

/** As the person's editor has indented it. */
const indentOf = (text: string): string => /^[[{]\r?\n([ \t]+)/.exec(text)?.[1] ?? '  '

const write = (value: Json | undefined, like: string): string =>
  `${JSON.stringify(value, undefined, indentOf(like))}${like.endsWith('\n') ? '\n' : ''}`

/**
 * Merges two changes of a JSON file by its names rather than by its lines, so that two that add a script each do not
 * meet. What both have changed is marked at its line. Undefined where one of them is no JSON: comments, or a mistake.
 */
export const mergeJson = (
  baseText: string,
  yoursText: string,
  templateText: string,
  label: string
): Merged | undefined => {
  const [base, yours, template] = [parse(baseText), parse(yoursText), parse(templateText)]
  if (base === undefined || yours === undefined || template === undefined) return undefined
  const one = mergeValues(base, yours, template, 'yours')
  const other = mergeValues(base, yours, template, 'template')
  const mine = write(one, yoursText)
  if (sameValue(one, other)) return { content: sameValue(one, yours) ? yoursText : mine, hasConflict: false }
  // Both are merged but for what is in dispute: a merge of their lines marks just that.
  const theirs = write(other, yoursText)
  return mergeLines(agreed(mine, theirs), mine, theirs, label)
}

/** The lines that both have: their disputes lie between. */
const agreed = (one: string, other: string): string =>
  diffComm(one.split('\n'), other.split('\n'))
    .flatMap(part => ('common' in part ? part.common : []))
    .join('\n')
