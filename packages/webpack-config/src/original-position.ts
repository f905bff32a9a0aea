import { SourceMap } from 'node:module'
import type { Module, NormalModule } from 'webpack'

/** A place in a file; both count from 1. */
export interface Position {
  line: number
  column: number
}

interface MapOfSource {
  originalSource?(): { map(options: { columns: boolean }): unknown } | null
}

const mapOf = (module: Module): SourceMap | undefined => {
  const map = (module as NormalModule as MapOfSource).originalSource?.()?.map({ columns: true })
  return map ? new SourceMap(map as ConstructorParameters<typeof SourceMap>[0]) : undefined
}

/**
 * Where a place in the code that webpack saw stands in the file that the person wrote: in between TypeScript's types
 * were taken out, and lines with them.
 */
export const originalPosition = (module: Module, { line, column }: Position): Position => {
  const entry = mapOf(module)?.findEntry(line - 1, column - 1)
  return entry && 'originalLine' in entry
    ? { line: entry.originalLine + 1, column: entry.originalColumn + 1 }
    : { line, column }
}

/** The position of an offset in a text. */
export const positionAt = (text: string, offset: number): Position => {
  const before = text.slice(0, offset)
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') }
}

/** As it is written behind a path: `:3:14`. */
export const formatPosition = ({ line, column }: Position): string => `:${line}:${column}`
