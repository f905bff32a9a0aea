import { StoreError, type Draft } from '@cozy-jobs/store'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { allowWholeType } from '../permissions/allow.js'
import { readBody } from '../server/body.js'
import { HttpError } from '../server/http-error.js'
import { sendJson } from '../server/json-api.js'
import { instanceOf } from '../server/request.js'
import { proxied } from './couch-error.js'
import { doctypeOf } from './document-request.js'
import { checkWritable } from './reserved.js'

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const readBulk = async (request: FastifyRequest): Promise<{ docs: unknown; newEdits: boolean }> => {
  const text = (await readBody(request)).toString()
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw new HttpError(400, 'request body is not valid JSON')
  }
  if (!isObject(body)) throw new HttpError(400, 'request body is not valid JSON')
  return { docs: body.docs, newEdits: body.new_edits !== false }
}

const draftsOf = (docs: unknown): Draft[] => {
  if (docs === undefined) throw new StoreError('bad_request', 'POST body must include `docs` parameter.')
  if (!Array.isArray(docs)) throw new StoreError('bad_request', '`docs` parameter must be an array.')
  if (!docs.every(isObject)) throw new StoreError('bad_request', 'Document must be a JSON object')
  return docs
}

/** Many documents at once, as CouchDB has it. */
export const addBulkRoutes = (server: FastifyInstance): void => {
  server.post('/data/:doctype/_bulk_docs', async (request, reply) => {
    const { documents } = instanceOf(request)
    const doctype = doctypeOf(request)
    await allowWholeType(request, reply, 'POST', doctype)
    checkWritable(doctype)
    const { docs, newEdits } = await readBulk(request)
    const results = await proxied((async () => documents.bulk(doctype, draftsOf(docs), { newEdits }))())
    return sendJson(reply.header('cache-control', 'must-revalidate'), 201, results)
  })
}
