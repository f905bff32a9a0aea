import type { FastifyInstance } from 'fastify'
import { sendResource } from '../server/json-api.js'
import { instanceOf, paramOf } from '../server/request.js'
import { permissionOf } from './allow.js'
import { addCreateRoute } from './create-routes.js'
import { PERMISSION_ERRORS } from './errors.js'
import { addExistsRoute } from './exists-route.js'
import { addLinkPasswordRoute } from './link-password-route.js'
import { addListingRoutes } from './listing-routes.js'
import { addPatchRoutes } from './patch-routes.js'
import { permissionMapOf } from './permission-map.js'
import { PERMISSIONS } from './permission-indexes.js'
import { permissionWithoutCodes } from './permission-resource.js'
import { isMaximal } from './rule.js'
import { mayChangeShare } from './share-owner.js'
import { anyStoredPermission, storedPermission } from './stored-permission.js'
import type { RouteFamily } from '../server/family.js'

const addSelf = (server: FastifyInstance): void => {
  server.get('/permissions/self', async (request, reply) => {
    const { type, rules, sourceId, document } = await permissionOf(request, reply)
    if (document) return sendResource(reply, 200, permissionWithoutCodes(document))
    return sendResource(reply, 200, {
      type: PERMISSIONS,
      id: '',
      attributes: { type, permissions: permissionMapOf(rules), ...(sourceId && { source_id: sourceId }) },
      meta: {},
      links: { self: '/permissions/' }
    })
  })
}

const addShow = (server: FastifyInstance): void => {
  server.get('/permissions/:permdocid', async (request, reply) => {
    const current = await permissionOf(request, reply)
    const doc = await storedPermission(request, paramOf(request, 'permdocid'))
    const isOwn = doc._id === current.document?._id || (doc.source_id ?? '') === current.sourceId
    if (!isOwn && !isMaximal(current.rules)) throw PERMISSION_ERRORS.forbidden()
    return sendResource(reply, 200, permissionWithoutCodes(doc))
  })
}

const addRevoke = (server: FastifyInstance): void => {
  server.delete('/permissions/:permdocid', async (request, reply) => {
    const current = await permissionOf(request, reply)
    const { documents } = instanceOf(request)
    const doc = await anyStoredPermission(request, paramOf(request, 'permdocid'))
    if (!mayChangeShare(current, doc)) throw PERMISSION_ERRORS.notParent()
    await documents.remove(PERMISSIONS, doc._id, doc._rev)
    return reply.code(204).send()
  })
}

/** `/permissions`: what the asking one may do, and what it gives to others by link. */
export const permissionRoutes: RouteFamily = {
  name: 'permissions',
  port: 'instance',
  fidelity:
    'All routes: self, shares by link with codes, shortcodes, end and password, changes, revocation, exists, listing by doctype, rules of apps and konnectors. Two codes of one name and second differ, which the real stack takes neither of. Previews of sharings between Cozys are not there.',
  differences: {
    'POST /permissions': 'A body that is malformed is 400, not 500.',
    'PATCH /permissions/:permdocid':
      'By the command line 400, where the real stack answers 500; a rule of the same title is replaced.',
    'POST /permissions/exists':
      'In the order that was asked; the real stack has none. A body that is malformed is 400, not 500.'
  },
  register(server) {
    addSelf(server)
    addCreateRoute(server)
    addExistsRoute(server)
    addListingRoutes(server)
    addShow(server)
    addPatchRoutes(server)
    addRevoke(server)
    addLinkPasswordRoute(server)
  }
}
