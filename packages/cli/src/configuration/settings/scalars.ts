import { parseDuration } from '@cozy-jobs/triggers'
import type { Problems } from '../problems.js'
import { nearest } from '../../registry/nearest.js'
import type { Tree } from '../tree.js'

/** Reads a value that is there. Undefined where it is wrong, which `problems` knows then. */
export type Read<T> = (tree: Tree, name: string, problems: Problems) => T | undefined

export const text: Read<string> = (tree, name, problems) => {
  if (tree.entries || tree.items) return problems.wrong(name, tree, 'a text', 'Write one value.')
  return String(tree.value)
}

export const flag: Read<boolean> = (tree, name, problems) => {
  // The words of Go's `strconv.ParseBool`.
  if (/^(?:true|t|1)$/i.test(String(tree.value))) return true
  if (/^(?:false|f|0)$/i.test(String(tree.value))) return false
  return problems.wrong(name, tree, 'true or false', 'Write one of them.')
}

/** A whole number from `least` to `most`; numbers in quotes count too. */
export const wholeNumber =
  (least: number, most: number, what: string, todo: string): Read<number> =>
  (tree, name, problems) => {
    const number = /^\d{1,9}$/.test(String(tree.value)) ? Number(tree.value) : Number.NaN
    return number >= least && number <= most ? number : problems.wrong(name, tree, what, todo)
  }

export const port = wholeNumber(0, 65_535, 'a port from 0 to 65535', 'Write a number, 0 for any free one.')

/** One of a few words. */
export const oneOf =
  <Word extends string>(words: readonly Word[]): Read<Word> =>
  (tree, name, problems) => {
    const word = words.find(each => each === tree.value)
    if (word !== undefined) return word
    const near = typeof tree.value === 'string' && !tree.hidden ? nearest(tree.value, words) : undefined
    const todo = near ? `Did you mean "${near}"?` : 'Write one of them.'
    return problems.wrong(name, tree, words.join(' or '), todo)
  }

/** Go's durations, in milliseconds; whole numbers alone are nanoseconds there, and refused here. */
export const duration: Read<number> = (tree, name, problems) => {
  const todo = 'Write numbers with their units, such as 30s or 1h30m.'
  try {
    const milliseconds = parseDuration(String(tree.value))
    if (milliseconds > 0) return milliseconds
  } catch {
    // It is told below.
  }
  return problems.wrong(name, tree, 'a duration', todo)
}

/** A long duration of the real stack: Go's, or days, weeks, months and years. */
export const longDuration: Read<string> = (tree, name, problems) => {
  const written = String(tree.value)
  if (/^\d+(?:\.\d+)?[DWMYdwy]$/.test(written)) return written
  return duration(tree, name, problems) === undefined ? undefined : written
}
