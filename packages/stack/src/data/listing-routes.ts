import type { ListAnswer, ListOptions } from '@cozy-jobs/store'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { allowWholeType } from '../permissions/allow.js'
import { readBody } from '../server/body.js'
import { sendJson } from '../server/json-api.js'
import { instanceOf, queryOf } from '../server/request.js'
import { proxied } from './couch-error.js'
import { doctypeOf } from './document-request.js'
import { keysOf, listOptionsOf } from './list-options.js'
import { pickFields } from './pick-fields.js'
import { checkReadable, isReadable } from './reserved.js'
import { decodeObject } from '../server/go-json.js'

const optionsOf = async (request: FastifyRequest): Promise<ListOptions> => {
  const options = listOptionsOf(request.query as Record<string, string>)
  if (request.method !== 'POST') return options
  const body = (await readBody(request)).toString()
  if (body.trim() === '') return options
  const { keys } = decodeObject(body)
  return keys === undefined ? options : { ...options, keys: keysOf(keys) }
}

/** The real stack's own filter: some fields, and no index, in place of CouchDB's answer as it is. */
const filtered = (answer: ListAnswer, fields: string[], withDesigns: boolean): unknown => {
  const rows = answer.rows
    .filter(({ id = '' }) => withDesigns || !id.startsWith('_design'))
    .map(({ key: _key, doc, ...row }) => ({ ...row, ...(doc && { doc: pickFields(doc, fields) }) }))
  return { offset: answer.offset, rows, total_rows: rows.length }
}

const addAllDocs = (server: FastifyInstance): void => {
  const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { documents } = instanceOf(request)
    const doctype = doctypeOf(request)
    checkReadable(doctype)
    await allowWholeType(request, reply, 'GET', doctype)
    const options = await proxied(optionsOf(request))
    const fields = queryOf(request, 'Fields')
    const designs = queryOf(request, 'DesignDocs')
    if (fields === '' && designs === '') {
      const answer = await proxied(documents.list(doctype, options))
      const offset = options.keys ? null : answer.offset
      return sendJson(reply.header('cache-control', 'must-revalidate'), 200, { ...answer, offset })
    }
    const answer = await documents.list(doctype, { ...options, include_docs: true })
    return sendJson(reply, 200, filtered(answer, fields === '' ? [] : fields.split(','), designs !== 'false'))
  }
  server.get('/data/:doctype/_all_docs', handler)
  server.post('/data/:doctype/_all_docs', handler)
}

const addDesignDocs = (server: FastifyInstance): void => {
  server.get('/data/:doctype/_design_docs', async (request, reply) => {
    const doctype = doctypeOf(request)
    checkReadable(doctype)
    await allowWholeType(request, reply, 'GET', doctype)
    const options = await proxied(optionsOf(request))
    const { documents } = instanceOf(request)
    const answer = await proxied(
      documents.list(doctype, { ...options, startkey: '_design/', endkey: '_design0', inclusive_end: false })
    )
    const { rows } = answer
    return sendJson(reply.header('cache-control', 'must-revalidate'), 200, {
      total_rows: rows.length,
      offset: 0,
      rows
    })
  })
}

const addDoctypes = (server: FastifyInstance): void => {
  server.get('/data/_all_doctypes', async (request, reply) => {
    await allowWholeType(request, reply, 'GET', 'io.cozy.doctypes')
    return sendJson(reply, 200, (await instanceOf(request).documents.doctypes()).filter(isReadable))
  })
  server.get('/data/', (request, reply) => {
    instanceOf(request)
    return sendJson(reply, 200, { message: 'welcome to a cozy API' })
  })
}

/** What lists: documents, designs, doctypes. */
export const addListingRoutes = (server: FastifyInstance): void => {
  addAllDocs(server)
  addDesignDocs(server)
  addDoctypes(server)
}
