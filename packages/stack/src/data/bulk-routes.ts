import { sequentialId, StoreError, type BulkResult, type Draft } from '@cozy-jobs/store'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { allowWholeType } from '../permissions/allow.js'
import { readBody } from '../server/body.js'
import { numberTooLarge } from '../server/go-json-number.js'
import { HttpError } from '../server/http-error.js'
import { sendJson } from '../server/json-api.js'
import { instanceOf } from '../server/request.js'
import { proxied } from './couch-error.js'
import { doctypeOf } from './document-request.js'
import { checkContentType, notAnObject } from './proxied-body.js'
import { checkWritable } from './reserved.js'

interface Bulk {
  docs?: unknown
  new_edits?: unknown
  all_or_nothing?: unknown
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether Go can read it into what the real stack looks at, before CouchDB sees the request. */
const isReadable = ({ docs, new_edits: newEdits }: Bulk): boolean =>
  (docs === undefined || docs === null || (Array.isArray(docs) && docs.every(isReadableDoc))) &&
  (newEdits === undefined || newEdits === null || typeof newEdits === 'boolean')

/** CouchDB had it once. It refuses each document alone, without a revision. */
const refuseAllOrNothing = (drafts: readonly Draft[]): unknown[] =>
  drafts.map(({ _id }) => ({
    id: _id,
    rev: '0-',
    error: 'not_implemented',
    reason: 'all_or_nothing is not supported'
  }))

const isReadableDoc = (doc: unknown): boolean => doc === null || isObject(doc)

const notJson = (): HttpError => new HttpError(400, 'request body is not valid JSON')

const readBulk = async (request: FastifyRequest): Promise<Bulk | null> => {
  const text = (await readBody(request)).toString()
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw notJson()
  }
  if (body === null) return null
  if (!isObject(body) || !isReadable(body) || numberTooLarge(text) !== undefined) throw notJson()
  return body
}

/** Throws in CouchDB's words. */
const draftsOf = (bulk: Bulk | null): Draft[] => {
  if (bulk === null) throw notAnObject()
  if (bulk.docs === undefined) throw new StoreError('bad_request', 'POST body must include `docs` parameter.')
  if (!Array.isArray(bulk.docs)) throw new StoreError('bad_request', '`docs` parameter must be an array.')
  if (bulk.docs.includes(null)) throw new StoreError('bad_request', 'Document must be a JSON object')
  return (bulk.docs as Draft[]).map(draft => ({ _id: sequentialId(), ...draft }))
}

/** Many documents at once, as CouchDB has it. */
export const addBulkRoutes = (server: FastifyInstance): void => {
  server.post('/data/:doctype/_bulk_docs', async (request, reply) => {
    const { documents } = instanceOf(request)
    const doctype = doctypeOf(request)
    await allowWholeType(request, reply, 'POST', doctype)
    checkWritable(doctype)
    // Before the body is read: one that is refused leaves an empty doctype, as on the real stack.
    await documents.createDoctype(doctype)
    const bulk = await readBulk(request)
    const newEdits = bulk?.new_edits !== false
    const write = async (): Promise<BulkResult[]> => {
      checkContentType(request)
      return documents.bulk(doctype, draftsOf(bulk), { newEdits })
    }
    if (bulk?.all_or_nothing === true && newEdits) {
      const refused = await proxied(Promise.resolve().then(() => refuseAllOrNothing(draftsOf(bulk))))
      return sendJson(reply.header('cache-control', 'must-revalidate'), 417, refused)
    }
    const results = await proxied(write())
    return sendJson(reply.header('cache-control', 'must-revalidate'), 201, results)
  })
}
