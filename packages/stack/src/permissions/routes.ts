import { sendResource } from '../server/json-api.js'
import type { RouteFamily } from '../server/family.js'
import { permissionOf } from './allow.js'
import { permissionMapOf } from './permission-map.js'

const DOCTYPE = 'io.cozy.permissions'

/** `/permissions`: what the asking app or konnector may do. */
export const permissionRoutes: RouteFamily = {
  name: 'permissions',
  port: 'instance',
  fidelity: 'GET /permissions/self. Codes to share, other permissions and their changes are not there.',
  register(server) {
    server.get('/permissions/self', async (request, reply) => {
      const { type, rules, sourceId, document } = await permissionOf(request, reply)
      const { _id = '', _rev, ...stored } = document ?? { type, permissions: permissionMapOf(rules) }
      const attributes = document ? stored : { ...stored, ...(sourceId && { source_id: sourceId }) }
      return sendResource(reply, 200, {
        type: DOCTYPE,
        id: String(_id),
        attributes,
        meta: typeof _rev === 'string' ? { rev: _rev } : {},
        links: { self: `/permissions/${String(_id)}` }
      })
    })
  }
}
