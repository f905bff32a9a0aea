import { StoreError, type Document, type DocumentStore } from '@cozy-jobs/store'
import { badQuery } from './data-error.js'
import { checkRevision, revisionsOf } from './revision.js'

/** The parameters of an address. */
type Query = Readonly<Record<string, string | undefined>>

/** What CouchDB says of a document, and the revision that is its ETag; several revisions have none. */
interface ProxiedDocument {
  body: unknown
  rev?: string
}

interface RevisionInfo {
  rev: string
  status: 'available' | 'deleted' | 'missing'
}

const isTrue = (query: Query, name: string): boolean => query[name] === 'true'

const statusOf = async (
  documents: DocumentStore,
  doctype: string,
  id: string,
  rev: string
): Promise<RevisionInfo> => {
  try {
    const { _deleted } = await documents.get(doctype, id, { rev })
    return { rev, status: _deleted ? 'deleted' : 'available' }
  } catch (error) {
    if (error instanceof StoreError && error.code === 'not_found') return { rev, status: 'missing' }
    throw error
  }
}

const oneOf = async (
  documents: DocumentStore,
  doctype: string,
  id: string,
  query: Query
): Promise<ProxiedDocument> => {
  const meta = isTrue(query, 'meta')
  const doc = await documents.get(doctype, id, {
    revs: true,
    conflicts: meta || isTrue(query, 'conflicts'),
    ...(query.rev !== undefined && { rev: checkRevision(query.rev) })
  })
  if (!meta && !isTrue(query, 'revs_info')) return { body: doc, rev: doc._rev }
  const revisions = revisionsOf(doc).map(rev => statusOf(documents, doctype, id, rev))
  return { body: { ...doc, _revs_info: await Promise.all(revisions) }, rev: doc._rev }
}

const wantedRevisions = (text: string): readonly string[] | undefined => {
  if (text === 'all') return undefined
  let revisions: unknown
  try {
    revisions = JSON.parse(text)
  } catch {
    throw new StoreError('bad_request', 'invalid UTF-8 JSON')
  }
  if (!Array.isArray(revisions))
    throw badQuery('Invalid value for `open_revs`: an array of revisions, or `all`.')
  return revisions.map(checkRevision)
}

/** The revisions that are asked for, or the last one of each branch: as JSON, where CouchDB would else send MIME parts. */
const openRevisions = async (
  documents: DocumentStore,
  doctype: string,
  id: string,
  query: Query
): Promise<ProxiedDocument> => {
  const wanted = wantedRevisions(query.open_revs ?? '')
  const leaves = await documents.leaves(doctype, id)
  if (!wanted) return { body: leaves.map(ok => ({ ok })) }
  const read = async (rev: string): Promise<{ ok: Document } | { missing: string }> => {
    try {
      return { ok: await documents.get(doctype, id, { rev, revs: true }) }
    } catch (error) {
      if (error instanceof StoreError && error.code === 'not_found') return { missing: rev }
      throw error
    }
  }
  const latest = isTrue(query, 'latest')
  const found = await Promise.all(
    wanted.map(async rev => {
      const younger = latest ? leaves.filter(leaf => revisionsOf(leaf).includes(rev)) : []
      return younger.length > 0 ? younger.map(ok => ({ ok })) : [await read(rev)]
    })
  )
  return { body: found.flat() }
}

/** A document with its revisions as CouchDB answers it: for `revs=true` the real stack hands its words on. */
export const proxiedDocument = (
  documents: DocumentStore,
  doctype: string,
  id: string,
  query: Query
): Promise<ProxiedDocument> =>
  (query.open_revs === undefined ? oneOf : openRevisions)(documents, doctype, id, query)
