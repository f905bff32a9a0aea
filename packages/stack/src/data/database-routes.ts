import type { FastifyInstance } from 'fastify'
import { allowWholeType } from '../permissions/allow.js'
import { sendJson } from '../server/json-api.js'
import { instanceOf } from '../server/request.js'
import { proxied } from './couch-error.js'
import { databaseExists, databaseMissing } from './data-error.js'
import { databaseName } from './database-name.js'
import { doctypeOf } from './document-request.js'
import { checkContentType } from './proxied-body.js'
import { checkReadable, checkWritable } from './reserved.js'

/** CouchDB tells when a database was made, older ones always this. */
const START_TIME = '0'

/** What CouchDB 3 says no more and the real stack still has a place for, and what is the same for all. */
const FIXED = {
  other: { data_size: 0 },
  disk_size: 0,
  disk_format_version: 8,
  data_size: 0,
  compact_running: false
}

/** A database as a whole: make it, what is known of it. */
export const addDatabaseRoutes = (server: FastifyInstance): void => {
  server.put('/data/:doctype/', async (request, reply) => {
    const { documents } = instanceOf(request)
    const doctype = doctypeOf(request)
    await allowWholeType(request, reply, 'POST', doctype)
    checkWritable(doctype)
    if (await documents.hasDoctype(doctype)) await proxied(Promise.reject(databaseExists()))
    await documents.createDoctype(doctype)
    return sendJson(reply.header('cache-control', 'must-revalidate'), 201, { ok: true })
  })
  server.get('/data/:doctype/', async (request, reply) => {
    const { documents, prefix } = instanceOf(request)
    const doctype = doctypeOf(request)
    await allowWholeType(request, reply, 'GET', doctype)
    checkReadable(doctype)
    const { count, deleted, last_seq, sizes } = await documents.info(doctype)
    return sendJson(reply, 200, {
      db_name: databaseName(prefix, doctype),
      update_seq: last_seq,
      purge_seq: last_seq.replace(/^\d+/, '0'),
      doc_del_count: deleted,
      doc_count: count,
      sizes,
      ...FIXED,
      instance_start_time: START_TIME
    })
  })
  // CouchDB writes everything through by now, and so does the store: there is nothing left to do.
  server.post('/data/:doctype/_ensure_full_commit', async (request, reply) => {
    const doctype = doctypeOf(request)
    await allowWholeType(request, reply, 'GET', doctype)
    checkWritable(doctype)
    const commit = async (): Promise<void> => {
      checkContentType(request)
      if (!(await instanceOf(request).documents.hasDoctype(doctype))) throw databaseMissing()
    }
    await proxied(commit())
    reply.header('cache-control', 'must-revalidate')
    return sendJson(reply, 201, { ok: true, instance_start_time: START_TIME })
  })
}
