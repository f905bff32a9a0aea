import { posix } from 'node:path'
import { nearest } from '../problems/nearest.js'
import type { Build } from './build.js'

const PROGRAM = /\.[cm]?js$/
const SHOWN = 5

/** What a file is called after: `daily` for `src/daily.ts` and for `src/daily/index.ts`. */
const stem = (path: string): string => {
  const own = posix.basename(path).replace(/(\.[cm]?[jt]sx?)+$/, '')
  return own === 'index' ? posix.basename(posix.dirname(path)) : own
}

/** The built file that a path most likely means: the same name in another place, else one that is nearly the same. */
export const proposeFile = (path: string, build: Build): string | undefined => {
  const isProgram = /\.[cm]?[jt]sx?$/.test(path)
  const candidates = isProgram ? build.files.filter(file => PROGRAM.test(file)) : build.files
  const byStem = candidates.find(file => stem(file) === stem(path))
  if (byStem !== undefined) return byStem
  const meant = nearest(stem(path), candidates.map(stem))
  return candidates.find(file => stem(file) === meant)
}

/** What a source will most likely be called once it is built. */
export const builtName = (source: string): string => `${stem(source)}.js`

/** What to do about a path that is not in the build. */
export const adviceForPath = (path: string, build: Build): string => {
  const proposed = proposeFile(path, build)
  if (proposed !== undefined) return `Did you mean "${proposed}"?`
  const programs = build.files.filter(file => PROGRAM.test(file))
  if (!PROGRAM.test(path) || programs.length === 0) {
    return 'Build first, then write its path from the root of the build.'
  }
  const more = programs.length > SHOWN ? ' …' : ''
  return `The build has ${programs.slice(0, SHOWN).join(', ')}${more}: write one of these, or build it.`
}
