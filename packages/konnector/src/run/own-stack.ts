import { readFileSync } from 'node:fs'
import { SourceMap, type SourceMapPayload } from 'node:module'

/** Of a line of a stack: its beginning, then file, line and column, where it has them. */
const PLACE = /^(\s+at (?:.* \()?)((?:file:\/\/)?\/.*?):(\d+):(\d+)\)?$/

/** What no developer of a konnector has written. */
const FOREIGN = /(^|\/)node_modules\/|^@cozy-jobs\/|^webpack\/|^external /

/** The same with numbers of the source, from one on. */
interface SourcePlace {
  file: string
  line: number
  column: number
}

const readMap = (entry: string): SourceMap | undefined => {
  try {
    return new SourceMap(JSON.parse(readFileSync(`${entry}.map`, 'utf8')) as SourceMapPayload)
  } catch {
    // Without its map a stack still tells more than nothing.
    return undefined
  }
}

const sourceOf = (map: SourceMap, line: number, column: number): SourcePlace | undefined => {
  const found = map.findEntry(line - 1, column - 1)
  if (!('originalSource' in found)) return undefined
  const { originalSource, originalLine, originalColumn } = found
  const file = originalSource.replace(/^webpack:\/\/\/?/, '')
  return FOREIGN.test(file) ? undefined : { file, line: originalLine + 1, column: originalColumn + 1 }
}

/**
 * A stack whose calls are those of the job's own sources alone, as the source map beside the program tells them. As it
 * was where there is no map, or none of its calls is the job's.
 *
 * @param entry the program, as the stack names it
 */
export const ownStack = (stack: string, entry: string): string => {
  if (!stack.includes(entry)) return stack
  const map = readMap(entry)
  if (!map) return stack
  const lines = stack.split('\n')
  const first = lines.findIndex(line => PLACE.test(line))
  const own = lines.flatMap(line => {
    const [, , file = '', row, column] = PLACE.exec(line) ?? []
    if (!file.endsWith(entry)) return []
    const place = sourceOf(map, Number(row), Number(column))
    return place ? [`    at ${place.file}:${place.line}:${place.column}`] : []
  })
  return own.length > 0 && first >= 0 ? [...lines.slice(0, first), ...own].join('\n') : stack
}
