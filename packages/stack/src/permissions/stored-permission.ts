import { StoreError, type Document } from '@cozy-jobs/store'
import type { FastifyRequest } from 'fastify'
import { JsonApiError } from '../server/http-error.js'
import { instanceOf } from '../server/request.js'
import { PERMISSION_ERRORS } from './errors.js'
import { isExpired } from './expiry.js'
import { PERMISSIONS } from './permission-indexes.js'

/** The permission of an app or konnector. Throws 404 where it is not installed, 400 where it has ended. */
export const storedAppPermission = async (
  request: FastifyRequest,
  type: 'app' | 'konnector',
  sourceId: string
): Promise<Document> => {
  const { authenticator, stack } = request.server
  const doc = (await authenticator.indexOf(instanceOf(request))).ofSource(type, sourceId)
  const slug = sourceId.slice(sourceId.indexOf('/') + 1)
  if (!doc) throw new StoreError('not_found', `no permission doc for ${slug}`)
  if (isExpired(doc, stack.clock.now())) throw PERMISSION_ERRORS.expiredToken()
  return doc
}

/** A permission by its id, also one that has ended. Throws 404 where there is none, 400 for a name that is CouchDB's own. */
export const anyStoredPermission = async (request: FastifyRequest, id: string): Promise<Document> => {
  if (id.startsWith('_')) {
    throw new JsonApiError(400, `Unsuported couchdb operation ${id}`, { title: 'bad_id' })
  }
  return instanceOf(request).documents.get(PERMISSIONS, id)
}

/** A permission by its id. Throws 404 where there is none, 400 where it has ended. */
export const storedPermission = async (request: FastifyRequest, id: string): Promise<Document> => {
  const doc = await anyStoredPermission(request, id)
  if (isExpired(doc, request.server.stack.clock.now())) throw PERMISSION_ERRORS.expiredToken()
  return doc
}
