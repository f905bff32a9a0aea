import type { DocumentStore } from '@cozy-jobs/store'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { allowWholeType } from '../permissions/allow.js'
import { sendJson } from '../server/json-api.js'
import { instanceOf, queryOf } from '../server/request.js'
import { bulkGet } from './bulk-get.js'
import { proxied } from './couch-error.js'
import { databaseMissing } from './data-error.js'
import { doctypeOf } from './document-request.js'
import { readProxiedObject } from './proxied-body.js'
import { checkReadable } from './reserved.js'
import { revsDiff } from './revs-diff.js'

type Question = (
  documents: DocumentStore,
  doctype: string,
  body: Record<string, unknown>,
  request: FastifyRequest
) => Promise<unknown>

/** What reads with a body, and is CouchDB's own. */
const asking =
  (question: Question) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { documents } = instanceOf(request)
    const doctype = doctypeOf(request)
    await allowWholeType(request, reply, 'GET', doctype)
    checkReadable(doctype)
    const ask = async (): Promise<unknown> => {
      const body = await readProxiedObject(request)
      if (!(await documents.hasDoctype(doctype))) throw databaseMissing()
      return question(documents, doctype, body, request)
    }
    const answer = await proxied(ask())
    return sendJson(reply.header('cache-control', 'must-revalidate'), 200, answer)
  }

/** What a replication asks: which revisions are missing, and for many documents at once. */
export const addReplicationRoutes = (server: FastifyInstance): void => {
  server.post('/data/:doctype/_revs_diff', asking(revsDiff))
  server.post(
    '/data/:doctype/_bulk_get',
    asking((documents, doctype, { docs }, request) =>
      bulkGet(documents, doctype, docs, {
        revs: queryOf(request, 'revs') === 'true',
        latest: queryOf(request, 'latest') === 'true'
      })
    )
  )
}
