import type { RouteFamily } from '../server/family.js'
import { permissionOf } from '../permissions/allow.js'
import { readResource, sendResource } from '../server/json-api.js'
import { instanceOf } from '../server/request.js'
import { NOTIFICATION_ERRORS } from './errors.js'
import { NOTIFICATIONS, readNotification } from './notification.js'
import { declaredCategories } from './declared.js'

/** `/notifications`: what a job or an app has to tell its owner. */
export const notificationRoutes: RouteFamily = {
  name: 'notifications',
  port: 'instance',
  fidelity:
    'POST /notifications by apps and konnectors: checked against the manifest, stored, shown. Nothing is sent by mail, SMS or to a phone; stateful, collapsible, multiple and `at` are not looked at.',
  differences: {
    'POST /notifications':
      'Each is stored and shown; the real stack holds back those of a category whose state or frequency says so.'
  },
  register(server, stack) {
    server.post('/notifications', async (request, reply) => {
      const instance = instanceOf(request)
      const { attributes } = await readResource(request)
      const permission = await permissionOf(request, reply)
      const draft = readNotification(attributes)
      if (draft.title === undefined) throw NOTIFICATION_ERRORS.invalid()
      if (permission.type === 'cli') throw NOTIFICATION_ERRORS.unauthorized()
      const categories = await declaredCategories(stack.installs, instance, permission)
      if (!categories) throw NOTIFICATION_ERRORS.noCategory()
      if (!(draft.category in categories)) throw NOTIFICATION_ERRORS.unknownCategory()
      const { type: originator, slug } = permission
      const date = stack.clock.now().toISOString()
      const stored = await instance.documents.put(NOTIFICATIONS, {
        source_id: `cozy/${originator}/${slug}/${draft.category}/${draft.category_id ?? ''}`,
        originator,
        slug,
        ...draft,
        created_at: date,
        last_sent: date
      })
      stack.events.emit('notification', stored)
      const { _id, _rev, ...fields } = stored
      return sendResource(reply, 201, {
        type: NOTIFICATIONS,
        id: _id,
        // The real stack keeps both among the attributes here.
        attributes: { _id, _rev, ...fields },
        meta: { rev: _rev },
        links: { self: `/notifications/${_id}` }
      })
    })
  }
}
