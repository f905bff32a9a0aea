import type { RouteFamily } from '../server/family.js'
import { addBulkRoutes } from './bulk-routes.js'
import { addChangeRoutes } from './change-routes.js'
import { answerCouchError } from './couch-error.js'
import { addDatabaseRoutes } from './database-routes.js'
import { addDesignRoutes } from './design-routes.js'
import { DATA_DIFFERENCES } from './differences.js'
import { addDocumentRoutes } from './document-routes.js'
import { addListingRoutes } from './listing-routes.js'
import { addLocalRoutes } from './local-routes.js'
import { addQueryRoutes } from './query-routes.js'
import { addRelationRoutes } from './relation-routes.js'
import { addReplicationRoutes } from './replication-routes.js'
import { ensureStanding } from './standing-doctypes.js'

/** `/data`: documents, as CouchDB has them, behind permissions. */
export const dataRoutes: RouteFamily = {
  name: 'data',
  port: 'instance',
  fidelity:
    'Documents with all their revisions, lists, _bulk_docs, _bulk_get, _revs_diff, _changes with the filters _doc_ids, _selector and _design, _local, design documents, Mango queries and indexes, references between files and documents. Where the real stack answers 500 to a body that it cannot read (null, a filter that is no JSON), the answer is 400. What CouchDB numbers has a number and an end that is always the same.',
  differences: DATA_DIFFERENCES,
  register(server) {
    server.setErrorHandler((error, request, reply) => void answerCouchError(error, request, reply))
    server.addHook('preHandler', ensureStanding)
    addListingRoutes(server)
    addQueryRoutes(server)
    addBulkRoutes(server)
    addChangeRoutes(server)
    addDatabaseRoutes(server)
    addReplicationRoutes(server)
    addLocalRoutes(server)
    addDesignRoutes(server)
    addRelationRoutes(server)
    addDocumentRoutes(server)
  }
}
