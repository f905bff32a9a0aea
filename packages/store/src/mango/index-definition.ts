import type { Document } from '../api.js'
import { parseField, type Path } from './field-path.js'
import { isObject, parseSelector } from './parse-selector.js'
import type { Selector } from './selector.js'
import { parseSort } from './sort.js'

/** One index of a design document. */
export interface IndexDefinition {
  /** `_design/…` */
  ddoc: string
  name: string
  /** The fields it is ordered by, by their names. */
  columns: string[]
  paths: Path[]
  /** The documents it is about; none means all. */
  partialFilter: Selector | undefined
}

/** The indexes that a design document holds; what is none, or broken, is passed over as CouchDB does. */
export function readDesign(document: Document): IndexDefinition[] {
  if (document['language'] !== 'query' || !isObject(document['views'])) return []
  return Object.entries(document['views']).flatMap(([name, view]) => {
    try {
      return [readView(document._id, name, view)]
    } catch {
      return []
    }
  })
}

function readView(ddoc: string, name: string, view: unknown): IndexDefinition {
  const { map, options } = view as { map: Record<string, unknown>; options?: { def?: { fields?: unknown } } }
  // An object's members have no safe order (`{"1": …}` goes first): the definition as it was asked for has one.
  const columns = parseSort(options?.def?.fields ?? Object.keys(map['fields'] as object)).map(
    ([field]) => field
  )
  const filter = map['partial_filter_selector']
  return {
    ddoc,
    name,
    columns,
    paths: columns.map(parseField),
    partialFilter: isObject(filter) && Object.keys(filter).length > 0 ? parseSelector(filter) : undefined
  }
}
