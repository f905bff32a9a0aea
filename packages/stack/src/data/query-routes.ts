import type { ExecutionStats } from '@cozy-jobs/store'
import type { FastifyInstance } from 'fastify'
import { allowWholeType } from '../permissions/allow.js'
import { sendJson } from '../server/json-api.js'
import { instanceOf, queryOf } from '../server/request.js'
import { noIndex, noPartition } from './data-error.js'
import { doctypeOf, readObject } from './document-request.js'
import { inMapOrder } from './map-order.js'
import { checkReadable } from './reserved.js'

/** No page of a query is longer, and without `limit` it is this long: more than the real stack gives at once. */
const LONGEST_PAGE = 1000
const DEFAULT_PAGE = 100

const COUCHDB_PAGE = 25

/** As Go's `ParseBool`. */
const isTrue = (text: string): boolean => ['1', 't', 'T', 'TRUE', 'true', 'True'].includes(text)

/** Go leaves out what is 0. */
const statsOf = (stats: ExecutionStats): Partial<ExecutionStats> =>
  Object.fromEntries(Object.entries(stats).filter(([, value]) => value !== 0))

const pageOf = (limit: unknown): number =>
  typeof limit === 'number' && limit <= LONGEST_PAGE ? limit : DEFAULT_PAGE

/** A number that is not negative; undefined for whatever else it is. */
const countOf = (text: string): number | undefined =>
  /^\+?\d{1,15}$/.test(text) || /^-0+$/.test(text) ? Math.abs(Number(text)) : undefined

/** CouchDB's word for a page without documents is no bookmark. */
const bookmarkOf = (bookmark: string): string => (bookmark === 'nil' ? '' : bookmark)

const addFind = (server: FastifyInstance): void => {
  server.post('/data/:doctype/_find', async (request, reply) => {
    const { documents } = instanceOf(request)
    const doctype = doctypeOf(request)
    const asked = await readObject(request)
    checkReadable(doctype)
    await allowWholeType(request, reply, 'GET', doctype)
    if (typeof asked.partition === 'string') throw noPartition()
    const limit = pageOf(asked.limit)
    const found = await documents.find(doctype, inMapOrder({ ...asked, limit }))
    const { docs, bookmark, warning, execution_stats } = found
    // CouchDB reads all documents then, and warns; the real stack refuses.
    if (warning?.includes('matching index found')) throw noIndex()
    return sendJson(reply, 200, {
      bookmark: bookmarkOf(bookmark),
      docs,
      ...(execution_stats && { execution_stats: statsOf(execution_stats) }),
      limit,
      next: docs.length >= limit,
      ...(warning && { warning })
    })
  })
}

const addIndexes = (server: FastifyInstance): void => {
  server.post('/data/:doctype/_index', async (request, reply) => {
    const { documents } = instanceOf(request)
    const doctype = doctypeOf(request)
    const asked = await readObject(request)
    checkReadable(doctype)
    await allowWholeType(request, reply, 'GET', doctype)
    return sendJson(reply, 200, await documents.createIndex(doctype, inMapOrder(asked)))
  })
}

const addNormalDocs = (server: FastifyInstance): void => {
  server.get('/data/:doctype/_normal_docs', async (request, reply) => {
    const { documents } = instanceOf(request)
    const doctype = doctypeOf(request)
    checkReadable(doctype)
    await allowWholeType(request, reply, 'GET', doctype)
    const skip = countOf(queryOf(request, 'skip')) ?? 0
    const asked = pageOf(countOf(queryOf(request, 'limit')))
    // A limit of 0 is left out of the request, and CouchDB has its own then.
    const limit = asked || COUCHDB_PAGE
    const bookmark = queryOf(request, 'bookmark')
    const { docs, execution_stats, ...found } = await documents.find(doctype, {
      selector: { _id: { $gte: null } },
      limit,
      ...(bookmark ? { bookmark } : { skip }),
      ...(isTrue(queryOf(request, 'execution_stats')) && { execution_stats: true })
    })
    const isLast = bookmark === '' && docs.length < asked
    const total = isLast ? skip + docs.length : await countNormal(documents, doctype)
    return sendJson(reply, 200, {
      total_rows: total,
      rows: docs,
      bookmark: bookmarkOf(found.bookmark),
      ...(execution_stats && { execution_stats: statsOf(execution_stats) })
    })
  })
}

/** All documents but those of indexes. */
const countNormal = async (
  documents: ReturnType<typeof instanceOf>['documents'],
  doctype: string
): Promise<number> => {
  const { total_rows } = await documents.list(doctype, { limit: 0 })
  const { rows } = await documents.list(doctype, { startkey: '_design/', endkey: '_design0' })
  return total_rows - rows.length
}

/** Mango: queries, indexes, and all documents page by page. */
export const addQueryRoutes = (server: FastifyInstance): void => {
  addFind(server)
  addIndexes(server)
  addNormalDocs(server)
}
