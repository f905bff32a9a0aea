import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { allowWholeType } from '../permissions/allow.js'
import { sendJson } from '../server/json-api.js'
import { headerOf, instanceOf, queryOf } from '../server/request.js'
import { proxied } from './couch-error.js'
import { doctypeOf, unescapedSegment } from './document-request.js'
import { checkReadable } from './reserved.js'

/** The indexes that files are found by: without them there are no files. */
const KEPT = ['dir-children', 'dir-by-path', 'referenced-by', 'not-synchronized-on']

const PATH = '/data/:doctype/_design/:designdocid'

/** Whoever may read a doctype may change its indexes, as on the real stack. */
const allow = async (request: FastifyRequest, reply: FastifyReply): Promise<string> => {
  const doctype = doctypeOf(request)
  checkReadable(doctype)
  await allowWholeType(request, reply, 'GET', doctype)
  return doctype
}

const designOf = (request: FastifyRequest): string => `_design/${unescapedSegment(request, 4)}`

const tagged = (reply: FastifyReply, rev: string): FastifyReply =>
  reply.headers({ etag: `"${rev}"`, 'cache-control': 'must-revalidate' })

/** An id, encoded or not, and where a document is written over its revision: `_design/other?rev=1-…`. */
const readDestination = (destination: string): { _id: string; _rev?: string } => {
  const [, written = '', rev] = /^(.*?)(?:\?rev=(.*))?$/s.exec(destination) ?? []
  let id = written
  try {
    id = decodeURIComponent(written)
  } catch {
    // As it was written, then.
  }
  return { _id: id, ...(rev !== undefined && { _rev: rev }) }
}

/** Design documents one by one: read, copy, delete. */
export const addDesignRoutes = (server: FastifyInstance): void => {
  server.get(PATH, async (request, reply) => {
    const doctype = await allow(request, reply)
    const doc = await proxied(instanceOf(request).documents.get(doctype, designOf(request)))
    return sendJson(tagged(reply, doc._rev), 200, doc)
  })
  server.delete(PATH, async (request, reply) => {
    const doctype = await allow(request, reply)
    const rev = queryOf(request, 'rev')
    if (rev === '') return sendJson(reply, 400, { error: 'You must pass a rev param' })
    const id = designOf(request)
    if (doctype === 'io.cozy.files' && KEPT.includes(id.slice('_design/'.length))) {
      return sendJson(reply, 403, { error: 'This design doc cannot be deleted' })
    }
    const removed = await proxied(instanceOf(request).documents.remove(doctype, id, rev))
    return sendJson(tagged(reply, removed.rev), 200, { ok: true, ...removed })
  })
  server.post(`${PATH}/copy`, async (request, reply) => {
    const { documents } = instanceOf(request)
    const destination = headerOf(request, 'destination')
    if (destination === '') return sendJson(reply, 400, 'You must set a Destination header')
    const doctype = await allow(request, reply)
    const { _rev: _, ...copied } = await documents.get(doctype, designOf(request))
    const { _id: id, _rev: rev } = await documents.put(doctype, {
      ...copied,
      ...readDestination(destination)
    })
    return sendJson(reply, 201, { id, ok: true, rev })
  })
}
