import type { DocumentStore } from '@cozy-jobs/store'
import type { FileEntry } from '../files/file-document.js'
import { FILES } from '../files/tree.js'
import type { Identifier } from '../server/json-api.js'
import { isSame, notesOf, type Relation } from './relation.js'

/** One note of a document on a file, as a view of CouchDB has it. */
export interface RelationRow {
  /** Type and id of the document, and the date of the file where that is what sorts. */
  key: string[]
  entry: FileEntry
}

const EVERYTHING = 2 ** 31 - 1

/** All files that note any document: an index keeps the others out. */
const noting = async (documents: DocumentStore, { field }: Relation): Promise<FileEntry[]> => {
  const ddoc = field.replaceAll('_', '-')
  await documents.createIndex(FILES, { index: { fields: [field] }, ddoc, name: ddoc })
  const selector = { [field]: { $gt: null } }
  const found = await documents.find(FILES, { selector, use_index: `_design/${ddoc}`, limit: EVERYTHING })
  return found.docs as unknown as FileEntry[]
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** By key, and by the file's id where keys are the same. */
export const compareRows = (a: RelationRow, b: RelationRow): number =>
  compare(a.key[2] ?? '', b.key[2] ?? '') || compare(a.entry._id, b.entry._id)

const datetimeOf = ({ metadata }: FileEntry): string => {
  const datetime = (metadata as { datetime?: unknown } | undefined)?.datetime
  return typeof datetime === 'string' ? datetime : ''
}

/** The notes of one document, in order, and how many there are of all documents. */
export const relatedFiles = async (
  documents: DocumentStore,
  relation: Relation,
  target: Identifier,
  byDate: boolean
): Promise<{ rows: RelationRow[]; total: number }> => {
  const entries = await noting(documents, relation)
  const rows = entries.flatMap(entry =>
    notesOf(entry, relation)
      .filter(note => isSame(note, target))
      .map(() => ({ key: [target.type, target.id, ...(byDate ? [datetimeOf(entry)] : [])], entry }))
  )
  const total = entries.reduce((sum, entry) => sum + notesOf(entry, relation).length, 0)
  return { rows: rows.sort(compareRows), total }
}
