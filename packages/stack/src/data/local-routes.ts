import { StoreError, type Document, type DocumentStore, type Draft } from '@cozy-jobs/store'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { allowWholeType } from '../permissions/allow.js'
import { sendJson } from '../server/json-api.js'
import { instanceOf, queryOf } from '../server/request.js'
import { proxied } from './couch-error.js'
import { databaseName, escapeInAddress } from './database-name.js'
import { databaseMissing } from './data-error.js'
import { doctypeOf, unescapedSegment } from './document-request.js'
import { localEtag } from './local-etag.js'
import { readProxiedDocument } from './proxied-body.js'
import { checkReadable } from './reserved.js'

const localIdOf = (request: FastifyRequest): string => `_local/${unescapedSegment(request, 4)}`

/** Whoever may read a doctype may keep notes beside it: that is how a replication remembers where it was. */
const allow = async (request: FastifyRequest, reply: FastifyReply): Promise<string> => {
  const doctype = doctypeOf(request)
  await allowWholeType(request, reply, 'GET', doctype)
  checkReadable(doctype)
  return doctype
}

const sendTagged = async (
  reply: FastifyReply,
  status: number,
  { _id, _rev, ...fields }: Document,
  answer: unknown
): Promise<FastifyReply> => {
  const etag = await localEtag(_rev, fields)
  return sendJson(reply.headers({ etag, 'cache-control': 'must-revalidate' }), status, answer)
}

/**
 * Writes it whatever the revision: CouchDB looks for no conflict here (`update_local_doc_revs`), so that of two
 * replications the last one has it. There the next revision follows the given one, here the last one that was stored.
 */
const putLocal = async (
  documents: DocumentStore,
  doctype: string,
  draft: Draft & { _id: string }
): Promise<Document> => {
  try {
    return await documents.put(doctype, draft)
  } catch (error) {
    if (!(error instanceof StoreError && error.code === 'conflict')) throw error
    const { _rev: given, ...fields } = draft
    const { _rev: last } = await documents.get(doctype, draft._id).catch(() => ({ _rev: undefined }))
    // Another write came between, and this one is tried again.
    return putLocal(documents, doctype, {
      ...fields,
      ...(last !== undefined && last !== given && { _rev: last })
    })
  }
}

/** `_local`: documents that are neither listed, nor replicated, nor told of. */
export const addLocalRoutes = (server: FastifyInstance): void => {
  server.get('/data/:doctype/_local/:docid', async (request, reply) => {
    const doctype = await allow(request, reply)
    const doc = await proxied(instanceOf(request).documents.get(doctype, localIdOf(request)))
    return sendTagged(reply, 200, doc, doc)
  })
  server.put('/data/:doctype/_local/:docid', async (request, reply) => {
    const { documents, prefix } = instanceOf(request)
    const doctype = await allow(request, reply)
    const id = localIdOf(request)
    const write = async (): Promise<Document> => {
      const body = await readProxiedDocument(request)
      // The store would make the doctype; CouchDB makes no database for a note on it.
      if (!(await documents.hasDoctype(doctype))) throw databaseMissing()
      const rev = body._rev ?? queryOf(request, 'rev')
      return putLocal(documents, doctype, { ...body, ...(rev !== '' && { _rev: rev }), _id: id })
    }
    const doc = await proxied(write())
    const path = `${escapeInAddress(databaseName(prefix, doctype))}/${escapeInAddress(id)}`
    reply.header('location', `http://${request.headers.host ?? ''}/${path}`)
    return sendTagged(reply, 201, doc, { ok: true, id, rev: doc._rev })
  })
}
