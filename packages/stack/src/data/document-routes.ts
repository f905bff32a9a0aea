import { sequentialId, type Document, type Draft } from '@cozy-jobs/store'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { allowDocument, allowWholeType, permissionOf } from '../permissions/allow.js'
import { allowsWholeType } from '../permissions/match.js'
import { badRequest } from '../server/http-error.js'
import { sendJson } from '../server/json-api.js'
import { headerOf, instanceOf, queryOf } from '../server/request.js'
import { changedAccount, newAccount, shownAccount } from './account-documents.js'
import { readAccount } from './account-read.js'
import { orWrongDoctype, proxied } from './couch-error.js'
import { doctypeOf, idOf, namesOf, readDraft } from './document-request.js'
import { DataError } from './data-error.js'
import { proxiedDocument } from './proxied-document.js'
import { ACCOUNTS } from './read-account.js'
import { checkReadable, checkWritable } from './reserved.js'
import { checkRevision } from './revision.js'

/** `_type` is in every answer, and never stored. */
const withType = (doc: Document, doctype: string): Record<string, unknown> => ({ ...doc, _type: doctype })

/** Its attachments are answered as they came, contents and all, as on the real stack. */
const sendWritten = (
  reply: FastifyReply,
  status: number,
  doc: Document,
  doctype: string,
  { _attachments }: Draft
): FastifyReply =>
  sendJson(reply, status, {
    data: withType({ ...doc, ...(_attachments !== undefined && { _attachments }) }, doctype),
    id: doc._id,
    ok: true,
    rev: doc._rev,
    type: doctype
  })

const sendRevisions = async (
  request: FastifyRequest,
  reply: FastifyReply,
  doctype: string,
  id: string
): Promise<FastifyReply> => {
  const query = request.query as Record<string, string>
  const { body, rev } = await proxied(proxiedDocument(instanceOf(request).documents, doctype, id, query))
  reply.header('cache-control', 'must-revalidate')
  if (rev === undefined) return sendJson(reply, 200, body)
  const etag = `"${rev}"`
  reply.header('etag', etag)
  if (headerOf(request, 'if-none-match') === etag) return reply.code(304).send()
  return sendJson(reply, 200, body)
}

const addRead = (server: FastifyInstance): void => {
  server.get('/data/:doctype/:docid', async (request, reply) => {
    const { documents } = instanceOf(request)
    const doctype = doctypeOf(request)
    if (doctype === ACCOUNTS) {
      return sendJson(reply, 200, withType(await readAccount(request, reply, idOf(request)), doctype))
    }
    checkReadable(doctype)
    const id = idOf(request)
    const revs = queryOf(request, 'revs') === 'true'
    let doc: Document
    try {
      doc = await orWrongDoctype(documents.get(doctype, id))
    } catch (error) {
      await allowDocument(request, reply, 'GET', doctype, {})
      if (!revs) throw error
      return sendRevisions(request, reply, doctype, id)
    }
    // For its revisions the real stack asks nobody's permission.
    await allowDocument(request, reply, 'GET', doctype, doc)
    return revs ? sendRevisions(request, reply, doctype, id) : sendJson(reply, 200, withType(doc, doctype))
  })
}

const addCreate = (server: FastifyInstance): void => {
  server.post('/data/:doctype/', async (request, reply) => {
    const { documents } = instanceOf(request)
    const doctype = doctypeOf(request)
    const draft = await readDraft(request)
    checkWritable(doctype)
    await allowDocument(request, reply, 'POST', doctype, draft)
    if (namesOf(draft).id) throw new DataError(400, 'defined_id', 'document _id should be empty')
    // CouchDB reads a revision without an id, and forgets it.
    if (draft._rev !== undefined) checkRevision(draft._rev)
    delete draft._rev
    const isAccount = doctype === ACCOUNTS
    const stored = isAccount
      ? await newAccount(draft, await permissionOf(request, reply), server.stack)
      : draft
    const named = { _id: sequentialId(), ...stored }
    return sendWritten(reply, 201, await documents.put(doctype, named), doctype, draft)
  })
}

/** A permission on some documents alone must allow both what was and what is to be. */
const allowUpdate = async (
  request: FastifyRequest,
  reply: FastifyReply,
  doctype: string,
  draft: Draft & { _id: string }
): Promise<void> => {
  const { rules } = await permissionOf(request, reply)
  if (allowsWholeType(rules, 'PUT', doctype)) return
  const old = await instanceOf(request).documents.get(doctype, draft._id)
  await allowDocument(request, reply, 'PUT', doctype, old)
  await allowDocument(request, reply, 'PUT', doctype, draft)
}

const addUpdate = (server: FastifyInstance): void => {
  server.put('/data/:doctype/:docid', async (request, reply) => {
    const { documents } = instanceOf(request)
    const doctype = doctypeOf(request)
    const id = idOf(request)
    // Here the real stack drops the `_type` that its own answers have; where a document is made, CouchDB refuses it.
    const { _type, ...draft } = await readDraft(request)
    const given = namesOf(draft)
    checkWritable(doctype)
    if (Boolean(given.id) !== Boolean(given.rev)) {
      throw badRequest(
        'You must either provide an _id and _rev in document (update) or neither (create with fixed id).'
      )
    }
    if (given.id && given.id !== id) throw badRequest('document _id doesnt match url')
    const named = { ...draft, _id: id }
    if (!given.id) {
      await allowDocument(request, reply, 'POST', doctype, named)
      return sendWritten(reply, 200, await orWrongDoctype(documents.put(doctype, named)), doctype, draft)
    }
    await allowUpdate(request, reply, doctype, named)
    // What was never there can't be updated: CouchDB alone would call that a conflict.
    const old = await orWrongDoctype(documents.get(doctype, id))
    if (doctype !== ACCOUNTS) {
      return sendWritten(reply, 200, await orWrongDoctype(documents.put(doctype, named)), doctype, draft)
    }
    const permission = await permissionOf(request, reply)
    const sealed = await changedAccount(named, old, permission, server.stack)
    const stored = await orWrongDoctype(documents.put(doctype, sealed))
    const shown = await shownAccount(stored, permission.type === 'konnector', server.stack)
    return sendWritten(reply, 200, shown, doctype, draft)
  })
}

const addDelete = (server: FastifyInstance): void => {
  server.delete('/data/:doctype/:docid', async (request, reply) => {
    const { documents } = instanceOf(request)
    const doctype = doctypeOf(request)
    const id = idOf(request)
    const inHeader = headerOf(request, 'if-match')
    const inQuery = queryOf(request, 'rev')
    if (inHeader && inQuery && inHeader !== inQuery) {
      throw badRequest('If-Match Header and rev query parameters mismatch')
    }
    const rev = inHeader || inQuery
    if (!rev) throw badRequest('delete without revision')
    checkWritable(doctype)
    // Whoever may not read it must not learn whether it is there.
    await permissionOf(request, reply)
    const doc = await documents.get(doctype, id)
    await allowDocument(request, reply, 'DELETE', doctype, doc)
    const removed = await orWrongDoctype(documents.remove(doctype, id, rev))
    return sendJson(reply, 200, { deleted: true, id: removed.id, ok: true, rev: removed.rev, type: doctype })
  })
  server.delete('/data/:doctype/', async (request, reply) => {
    const doctype = doctypeOf(request)
    checkWritable(doctype)
    await allowWholeType(request, reply, 'DELETE', doctype)
    await instanceOf(request).documents.dropDoctype(doctype)
    return sendJson(reply, 200, { deleted: true, ok: true })
  })
}

/** One document: read, create, update, delete; and all of a doctype at once: delete. */
export const addDocumentRoutes = (server: FastifyInstance): void => {
  addRead(server)
  addCreate(server)
  addUpdate(server)
  addDelete(server)
}
