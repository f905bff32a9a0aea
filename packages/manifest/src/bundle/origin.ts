import { SourceMap, type SourceMapPayload } from 'node:module'
import { positionOf } from '../json/json-tree.js'

/** Tells of an offset in a built file whether the job's own code stands there; undefined where nobody knows. */
export type IsOwn = (offset: number) => boolean | undefined

const isOwnSource = (source: string): boolean => {
  const path = source.replace(/^webpack:\/\/[^/]*\//, '')
  // What lies outside the job's folder is a library of the workspace, bundled from its real place or by its name.
  return !/(?:^|\/)(?:node_modules|\.\.)\//.test(path) && !/^(?:webpack|@[^/]+)\//.test(path)
}

/** Reads an external source map. Without a readable one nothing is known of any place. */
export const originFrom = (text: string, map: string | undefined): IsOwn => {
  if (map === undefined) return () => undefined
  let sources: SourceMap
  try {
    sources = new SourceMap(JSON.parse(map) as SourceMapPayload)
  } catch {
    return () => undefined
  }
  return offset => {
    const { line, column } = positionOf(text, offset)
    const entry = sources.findEntry(line - 1, column - 1)
    // A line of which the map says nothing is of no source, such as what a build puts behind the code: `findEntry`
    // would name the last place before it.
    return 'originalSource' in entry && entry.generatedLine === line - 1 && isOwnSource(entry.originalSource)
  }
}
