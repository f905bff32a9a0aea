import { StoreError, type Document, type DocumentStore } from '@cozy-jobs/store'
import { checkRevision, revisionsOf } from './revision.js'

export interface BulkGetOptions {
  /** Adds `_revisions`. */
  revs: boolean
  /** In place of a revision, the leaves that came of it. */
  latest: boolean
}

/** One line of the answer: a document, or why not. */
type Line = { ok: Document } | { error: { id: unknown; rev: unknown; error: string; reason: string } }

interface Answer {
  id: unknown
  docs: Line[]
}

interface Asked {
  id?: unknown
  rev?: unknown
}

const refusal = ({ id = null, rev = null }: Asked, { code, reason }: StoreError): Line => ({
  error: { id, rev, error: code, reason }
})

const withoutHistory = ({ _revisions, ...doc }: Document): Document => doc

const missing = (): StoreError => new StoreError('not_found', 'missing')

const readAll = async (
  documents: DocumentStore,
  doctype: string,
  { id, rev }: Asked,
  { revs, latest }: BulkGetOptions
): Promise<Document[]> => {
  if (id === undefined) throw new StoreError('bad_request', 'document id missed')
  if (typeof id !== 'string') throw new StoreError('illegal_docid', 'Document id must be a string')
  if (rev !== undefined && !latest)
    return [await documents.get(doctype, id, { rev: checkRevision(rev), revs })]
  const leaves = await documents.leaves(doctype, id)
  const wanted =
    rev === undefined ? leaves : leaves.filter(leaf => revisionsOf(leaf).includes(checkRevision(rev)))
  if (wanted.length === 0) throw missing()
  return revs ? wanted : wanted.map(withoutHistory)
}

const answerOne = async (
  documents: DocumentStore,
  doctype: string,
  asked: Asked,
  options: BulkGetOptions
): Promise<Answer> => {
  const { id = null } = asked
  try {
    const docs = await readAll(documents, doctype, asked, options)
    return { id, docs: docs.map(ok => ({ ok })) }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    // Erlang's word for what is absent becomes a text on its way to JSON.
    const rev = error.code === 'not_found' ? (asked.rev ?? 'undefined') : asked.rev
    return { id, docs: [refusal({ id, rev }, error)] }
  }
}

/** CouchDB's `_bulk_get`. Throws in its words. */
export const bulkGet = async (
  documents: DocumentStore,
  doctype: string,
  docs: unknown,
  options: BulkGetOptions
): Promise<{ results: Answer[] }> => {
  if (docs === undefined) throw new StoreError('bad_request', "Missing JSON list of 'docs'.")
  const isAsked = (asked: unknown): asked is Asked =>
    typeof asked === 'object' && asked !== null && !Array.isArray(asked)
  // CouchDB breaks over these.
  if (!Array.isArray(docs) || !docs.every(isAsked)) {
    throw new StoreError('bad_request', "'docs' must be a list of JSON objects.")
  }
  return { results: await Promise.all(docs.map(asked => answerOne(documents, doctype, asked, options))) }
}
