import type { FastifyInstance } from 'fastify'
import { allowWholeType } from '../permissions/allow.js'
import { badRequest } from '../server/http-error.js'
import { sendJson } from '../server/json-api.js'
import { instanceOf, queryOf } from '../server/request.js'
import { proxied } from './couch-error.js'
import { databaseExists } from './data-error.js'
import { doctypeOf } from './document-request.js'
import { checkReadable, checkWritable } from './reserved.js'

const ALLOWED = `feed style since limit timeout include_docs heartbeat _nonce seq_interval descending`.split(
  ' '
)

const numberOf = (name: string, text: string): number | undefined => {
  if (text === '') return undefined
  if (/^[+-]?\d+$/.test(text)) return Number(text)
  throw badRequest(
    `Invalid ${name} value '${text}': strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`
  )
}

/** `_changes` without filters, and a database as a whole: make it, what is known of it. */
export const addChangeRoutes = (server: FastifyInstance): void => {
  server.get('/data/:doctype/_changes', async (request, reply) => {
    for (const name of Object.keys(request.query as object)) {
      if (!ALLOWED.includes(name)) throw badRequest(`Unsupported query parameter '${name}'`)
    }
    const feed = queryOf(request, 'feed')
    if (feed !== '' && feed !== 'normal') throw badRequest(`Unsuported feed value '${feed}'`)
    const limit = numberOf('limit', queryOf(request, 'limit'))
    const doctype = doctypeOf(request)
    checkReadable(doctype)
    await allowWholeType(request, reply, 'GET', doctype)
    const since = queryOf(request, 'since')
    const { last_seq, pending, results } = await instanceOf(request).documents.changes(doctype, {
      ...(since && { since }),
      ...(limit && { limit }),
      include_docs: queryOf(request, 'include_docs') === 'true',
      descending: queryOf(request, 'descending') === 'true'
    })
    return sendJson(reply, 200, {
      last_seq,
      pending,
      results: results.map(({ id, seq, doc = null, ...change }) => ({ id, seq, doc, ...change }))
    })
  })
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
    checkReadable(doctype)
    await allowWholeType(request, reply, 'GET', doctype)
    const { total_rows } = await documents.list(doctype, { limit: 0 })
    const { last_seq } = await documents.changes(doctype, { limit: 1, descending: true })
    return sendJson(reply, 200, {
      db_name: `${prefix}/${doctype.replaceAll('.', '-')}`,
      doc_count: total_rows,
      update_seq: last_seq,
      compact_running: false
    })
  })
}
