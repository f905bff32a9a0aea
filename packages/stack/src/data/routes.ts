import type { RouteFamily } from '../server/family.js'
import { addBulkRoutes } from './bulk-routes.js'
import { addChangeRoutes } from './change-routes.js'
import { answerCouchError } from './couch-error.js'
import { addDocumentRoutes } from './document-routes.js'
import { addListingRoutes } from './listing-routes.js'
import { addQueryRoutes } from './query-routes.js'

/** `/data`: documents, as CouchDB has them, behind permissions. */
export const dataRoutes: RouteFamily = {
  name: 'data',
  port: 'instance',
  fidelity:
    'Documents, _bulk_docs, _all_docs, _normal_docs, _changes without filters, Mango queries and indexes. References between files and documents, _bulk_get, _revs_diff, _local and changes to design documents are not there; credentials of accounts are stored as they come.',
  register(server) {
    server.setErrorHandler((error, request, reply) => void answerCouchError(error, request, reply))
    addListingRoutes(server)
    addQueryRoutes(server)
    addBulkRoutes(server)
    addChangeRoutes(server)
    addDocumentRoutes(server)
  }
}
