import type { RouteFamily } from '../server/family.js'
import { addBulkRoutes } from './bulk-routes.js'
import { addChangeRoutes } from './change-routes.js'
import { answerCouchError } from './couch-error.js'
import { addDatabaseRoutes } from './database-routes.js'
import { addDesignRoutes } from './design-routes.js'
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
    'Documents, lists, _bulk_docs, _bulk_get, _revs_diff, _changes with the filters _doc_ids, _selector and _design, _local, design documents, Mango queries and indexes, references between files and documents. A database has no sizes, and its instance_start_time is always 0; a local document written over another revision follows the last one that was stored, not the given one; _bulk_get answers JSON alone; the files that a client does not synchronize are in its _changes; secrets of accounts are sealed with a key that is here alone (AES-256-GCM), not with NaCl, so none can open those of the other.',
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
