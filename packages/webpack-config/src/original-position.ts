import { SourceMap } from 'node:module'
import type { Module, NormalModule } from 'webpack'
import { displayPath } from './display-path.js'

/** A place in a file; both count from 1. */
export interface Position {
  line: number
  column: number
}

interface WithMap {
  loaders?: readonly unknown[]
  originalSource?(): { map(options: { columns: boolean }): unknown } | null
}

const mapOf = (module: Module): SourceMap | undefined => {
  const { loaders = [] } = module as WithMap
  // Without a loader the code is the file; webpack's own map of it knows statements alone.
  const map = loaders.length > 0 && (module as WithMap).originalSource?.()?.map({ columns: true })
  return map ? new SourceMap(map as ConstructorParameters<typeof SourceMap>[0]) : undefined
}

/**
 * Where a place in the code that webpack saw stands in the file that the person wrote: in between TypeScript's types
 * were taken out, and lines with them.
 */
const originalPosition = (module: Module, { line, column }: Position): Position => {
  const entry = mapOf(module)?.findEntry(line - 1, column - 1)
  return entry && 'originalLine' in entry
    ? { line: entry.originalLine + 1, column: entry.originalColumn + 1 }
    : { line, column }
}

/** Where the thing begins that webpack gives a place for, if it does; webpack counts columns from 0. */
export const startOf = (loc: unknown): Position | undefined => {
  const start = (loc as { start?: { line: number; column?: number } } | undefined)?.start
  return start && { line: start.line, column: (start.column ?? 0) + 1 }
}

/** The position of an offset in a text. */
export const positionAt = (text: string, offset: number): Position => {
  const before = text.slice(0, offset)
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') }
}

/**
 * A module and a place in it, as messages name it: `src/x.ts:3:14`.
 *
 * @param folder the job's, absolute
 */
export const placeIn = (module: Module, position: Position | undefined, folder: string): string => {
  const path = displayPath((module as NormalModule).resource ?? '', folder)
  if (!position) return path
  const { line, column } = originalPosition(module, position)
  return `${path}:${line}:${column}`
}
