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
    'Documents, lists, _bulk_docs, _bulk_get, _revs_diff, _changes with the filters _doc_ids, _selector and _design, _local, design documents, Mango queries and indexes, references between files and documents. A database has no sizes, and its instance_start_time is always 0; a local document is refused where its revision is not the last; _bulk_get answers JSON alone; the files that a client does not synchronize are in its _changes; a deletion by _bulk_docs with new_edits: false is told as DELETED, where the real stack says UPDATED; credentials of accounts are stored as they come.',
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
