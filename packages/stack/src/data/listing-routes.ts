import type { ListAnswer, ListRow } from '@cozy-jobs/store'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { allowWholeType } from '../permissions/allow.js'
import { sendJson } from '../server/json-api.js'
import { instanceOf, queryOf } from '../server/request.js'
import { proxied } from './couch-error.js'
import { doctypeOf } from './document-request.js'
import {
  bodyOptions,
  pickedOptions,
  queryOptions,
  type AllDocsOptions,
  type QueryTexts
} from './list-options.js'
import { pickFields } from './pick-fields.js'
import { readProxiedObject } from './proxied-body.js'
import { checkReadable, isReadable } from './reserved.js'
import { STANDING_DOCTYPES } from './standing-doctypes.js'

const queryTexts = (request: FastifyRequest): QueryTexts => request.query as QueryTexts

const optionsOf = async (request: FastifyRequest): Promise<AllDocsOptions> =>
  request.method === 'POST'
    ? bodyOptions(await readProxiedObject(request), queryTexts(request))
    : queryOptions(queryTexts(request))

/** The real stack's own filter: some fields, and no index, in place of CouchDB's answer as it is. */
const filtered = (answer: ListAnswer, fields: string[], withDesigns: boolean): unknown => {
  const rows = answer.rows
    .filter(({ id = '' }) => withDesigns || !id.startsWith('_design'))
    .map(({ id, value, doc }) => ({ id, rev: value?.rev, ...(doc && { doc: pickFields(doc, fields) }) }))
  return { offset: answer.offset, rows, total_rows: rows.length }
}

/** A key that is no text stands in its row as it was asked for. */
const withOwnKey = (row: ListRow, { otherKeys }: AllDocsOptions): unknown =>
  row.error !== undefined && otherKeys?.has(row.key) ? { ...row, key: otherKeys.get(row.key) } : row

const addAllDocs = (server: FastifyInstance): void => {
  const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { documents } = instanceOf(request)
    const doctype = doctypeOf(request)
    checkReadable(doctype)
    await allowWholeType(request, reply, 'GET', doctype)
    const fields = queryOf(request, 'Fields')
    const designs = queryOf(request, 'DesignDocs')
    if (fields === '' && designs === '') {
      const options = await proxied(optionsOf(request))
      const { total_rows, offset, rows } = await proxied(documents.list(doctype, options))
      return sendJson(reply.header('cache-control', 'must-revalidate'), 200, {
        total_rows,
        ...(options.update_seq && { update_seq: (await documents.info(doctype)).last_seq }),
        offset: options.keys ? null : offset,
        rows: rows.map(row => withOwnKey(row, options))
      })
    }
    const answer = await documents.list(doctype, pickedOptions(queryTexts(request)))
    return sendJson(reply, 200, filtered(answer, fields.split(','), designs !== 'false'))
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
    const doctypes = new Set([...STANDING_DOCTYPES, ...(await instanceOf(request).documents.doctypes())])
    return sendJson(reply, 200, [...doctypes].sort().filter(isReadable))
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
