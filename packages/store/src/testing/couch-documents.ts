import type { DocumentStore, Draft, GetOptions } from '../api.js'
import { StoreError } from '../errors.js'
import { flagOf, given, type CouchServerRequest } from './couch-request.js'

/** An answer: 200 where it has no status of its own. */
export interface CouchServerAnswer {
  status?: number
  body: unknown
}

/** `/db/id`, `/db/_design/id`, `/db/_local/id`. */
export async function answerDocument(
  documents: DocumentStore,
  database: string,
  id: string,
  { method, query, body }: CouchServerRequest
): Promise<CouchServerAnswer> {
  const rev = query.get('rev') ?? undefined
  if (method === 'PUT') {
    const { _id, _rev } = await documents.put(database, { ...(body as Draft), _id: id })
    return { status: 201, body: { ok: true, id: _id, rev: _rev } }
  }
  if (method === 'DELETE') {
    if (rev === undefined) throw new StoreError('conflict', 'Document update conflict.')
    return { body: { ok: true, ...(await documents.remove(database, id, rev)) } }
  }
  if (query.get('open_revs') === 'all') {
    const leaves = await documents.leaves(database, id)
    if (leaves.length === 0) throw new StoreError('not_found', 'missing')
    return { body: leaves.map(ok => ({ ok })) }
  }
  const options = given<GetOptions>({
    rev,
    revs: flagOf(query, 'revs') || undefined,
    conflicts: flagOf(query, 'conflicts') || undefined
  })
  return { body: await documents.get(database, id, options) }
}
