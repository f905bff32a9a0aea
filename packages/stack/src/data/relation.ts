import type { FileEntry } from '../files/file-document.js'
import type { Identifier } from '../server/json-api.js'

/** What files and directories note of documents elsewhere, and documents are asked for. */
export interface Relation {
  /** The last segment of the address. */
  name: 'references' | 'not_synchronizing'
  /** Where a file notes it. */
  field: 'referenced_by' | 'not_synchronized_on'
  /** A client that does not synchronize a directory; a file it always does. */
  directoriesOnly: boolean
}

export const RELATIONS: readonly Relation[] = [
  { name: 'references', field: 'referenced_by', directoriesOnly: false },
  { name: 'not_synchronizing', field: 'not_synchronized_on', directoriesOnly: true }
]

export const notesOf = (entry: FileEntry, { field }: Relation): Identifier[] =>
  Array.isArray(entry[field]) ? (entry[field] as Identifier[]) : []

export const isSame = (a: Identifier, b: Identifier): boolean => a.id === b.id && a.type === b.type
