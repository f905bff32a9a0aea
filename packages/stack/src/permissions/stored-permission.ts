import { StoreError, type Document } from '@cozy-jobs/store'
import type { FastifyRequest } from 'fastify'
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

/** A permission by its id. Throws 404 where there is none, 400 where it has ended. */
export const storedPermission = async (request: FastifyRequest, id: string): Promise<Document> => {
  const doc = await instanceOf(request).documents.get(PERMISSIONS, id)
  if (isExpired(doc, request.server.stack.clock.now())) throw PERMISSION_ERRORS.expiredToken()
  return doc
}
