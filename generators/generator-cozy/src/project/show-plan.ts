import { relative } from 'node:path'
import type { Plan } from './plan.js'

const sizeOf = (content: string | Uint8Array): string => `${Buffer.byteLength(content)} B`

/** What a plan would do, a line each: what is new (`+`), changed (`~`) and removed (`-`). */
export const describePlan = ({ files, changes = {}, removals = {} }: Plan): string[] => [
  ...Object.keys(files)
    .sort()
    .map(path => `  + ${path} (${sizeOf(files[path] ?? '')})`),
  ...Object.keys(changes)
    .sort()
    .map(path => `  ~ ${path}`),
  ...Object.keys(removals)
    .sort()
    .map(path => `  - ${path}`)
]

/** What is said once all is written. */
export const nextLines = ({ commands = [], next }: Plan): string[] => [
  ...(commands.length > 0 ? [`Next: ${commands.join(', then ')}.`] : []),
  ...next
]

/** A folder as the person would type it from where they stand. */
export const fromHere = (here: string, folder: string): string => relative(here, folder) || '.'

/** Whether a plan leaves everything as it is. */
export const isEmpty = ({ files, changes = {}, removals = {} }: Plan): boolean =>
  [files, changes, removals].every(each => Object.keys(each).length === 0)
