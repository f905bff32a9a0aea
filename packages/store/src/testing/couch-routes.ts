import type { ChangesOptions, DocumentStore, Draft, FindRequest, ListOptions } from '../api.js'
import { StoreError } from '../errors.js'
import { answerDocument, type CouchServerAnswer } from './couch-documents.js'
import { countOf, flagOf, given, keyOf, type CouchServerRequest } from './couch-request.js'

type Route = (
  documents: DocumentStore,
  database: string,
  request: CouchServerRequest
) => Promise<CouchServerAnswer>

const FILTERS: Readonly<Record<string, (body: unknown) => ChangesOptions['filter']>> = {
  _doc_ids: body => ({ doc_ids: (body as { doc_ids?: unknown }).doc_ids }),
  _selector: body => ({ selector: (body as { selector?: unknown }).selector }),
  _design: () => ({ designs: true })
}

/** What stands below a database beside its documents. */
const ROUTES: Readonly<Record<string, Route>> = {
  _all_docs: async (documents, database, { query, body }) => {
    const options = given<ListOptions>({
      include_docs: flagOf(query, 'include_docs'),
      descending: flagOf(query, 'descending'),
      limit: countOf(query, 'limit'),
      skip: countOf(query, 'skip'),
      key: keyOf(query, 'key'),
      startkey: keyOf(query, 'startkey'),
      endkey: keyOf(query, 'endkey'),
      inclusive_end: query.get('inclusive_end') === 'false' ? false : undefined,
      keys: (body as { keys?: string[] } | undefined)?.keys
    })
    const answer = await documents.list(database, options)
    return { body: options.keys ? { ...answer, offset: null } : answer }
  },
  _bulk_docs: async (documents, database, { body }) => {
    const { docs, new_edits: newEdits } = body as { docs: Draft[]; new_edits?: boolean }
    return {
      status: 201,
      body: await documents.bulk(database, docs, { newEdits: newEdits !== false })
    }
  },
  _changes: async (documents, database, { query, body }) => {
    const filter = FILTERS[query.get('filter') ?? '']?.(body)
    const options = given<ChangesOptions>({
      since: query.get('since') ?? undefined,
      limit: countOf(query, 'limit'),
      include_docs: flagOf(query, 'include_docs'),
      descending: flagOf(query, 'descending'),
      style: query.get('style') === 'all_docs' ? 'all_docs' : undefined,
      filter
    })
    return { body: await documents.changes(database, options) }
  },
  _find: async (documents, database, { body }) => ({
    body: await documents.find(database, body as FindRequest)
  }),
  _index: async (documents, database, { body }) => ({ body: await documents.createIndex(database, body) })
}

const NAME = /^[a-z][a-z0-9_$()+/-]*$/

/** `/db`. */
async function answerDatabase(
  documents: DocumentStore,
  database: string,
  { method }: CouchServerRequest
): Promise<CouchServerAnswer> {
  const isThere = await documents.hasDoctype(database)
  if (method === 'PUT') {
    if (!NAME.test(database)) return refuse(400, 'illegal_database_name', `Name: '${database}'.`)
    if (isThere)
      return refuse(412, 'file_exists', 'The database could not be created, the file already exists.')
    await documents.createDoctype(database)
    return { status: 201, body: { ok: true } }
  }
  if (!isThere) throw new StoreError('not_found', 'Database does not exist.')
  if (method === 'DELETE') {
    await documents.dropDoctype(database)
    return { body: { ok: true } }
  }
  const { count, deleted, last_seq, sizes } = await documents.info(database)
  return {
    body: { db_name: database, doc_count: count, doc_del_count: deleted, update_seq: last_seq, sizes }
  }
}

const refuse = (status: number, error: string, reason: string): CouchServerAnswer => ({
  status,
  body: { error, reason }
})

async function answerNames(documents: DocumentStore, query: URLSearchParams): Promise<CouchServerAnswer> {
  const [from, to] = [keyOf(query, 'startkey'), keyOf(query, 'endkey')]
  const names = (await documents.doctypes()).filter(
    name => (from === undefined || name >= from) && (to === undefined || name <= to)
  )
  return { body: names.slice(0, countOf(query, 'limit')) }
}

/** Answers as CouchDB. Throws `StoreError` for what it refuses. */
export async function answerCouch(
  documents: DocumentStore,
  request: CouchServerRequest
): Promise<CouchServerAnswer> {
  const [database = '', ...below] = request.segments
  if (database === '') return { body: { couchdb: 'Welcome', version: '3.5.0' } }
  if (database === '_all_dbs') return answerNames(documents, request.query)
  if (below.length === 0) return answerDatabase(documents, database, request)
  // The store beneath would make the database.
  if (!(await documents.hasDoctype(database))) throw new StoreError('not_found', 'Database does not exist.')
  const name = below.join('/')
  const route = Object.hasOwn(ROUTES, name) ? ROUTES[name] : undefined
  return route ? route(documents, database, request) : answerDocument(documents, database, name, request)
}
