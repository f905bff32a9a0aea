import type { FastifyReply } from 'fastify'
import type { RouteFamily } from '../server/family.js'
import { permissionOf } from '../permissions/allow.js'
import { readResource, sendResource } from '../server/json-api.js'
import { instanceOf } from '../server/request.js'
import { senderOf } from './category.js'
import { NOTIFICATION_ERRORS } from './errors.js'
import { createGive } from './give.js'
import { NOTIFICATIONS, readNotification } from './notification.js'

/** `rev` is '' where it was not stored. */
const answer = (
  reply: FastifyReply,
  id: string,
  rev: string,
  attributes: Record<string, unknown>
): FastifyReply =>
  sendResource(reply, 201, {
    type: NOTIFICATIONS,
    id,
    attributes,
    meta: rev === '' ? {} : { rev },
    links: { self: `/notifications/${id}` }
  })

/** `/notifications`: what a job, an app or a client has to tell its owner. */
export const notificationRoutes: RouteFamily = {
  name: 'notifications',
  port: 'instance',
  fidelity:
    'POST /notifications by apps, konnectors and clients of OAuth: checked against what is declared, stored, shown; stateful, min_interval, collapsible, preferred_channels and at as there. Mails are files; nothing goes to Google, Apple or a provider of SMS: what would, is written as a mail. Templates of a manifest are rendered by nobody, as there.',
  differences: {
    'POST /notifications':
      'A konnector may send them, which the real stack refuses by mistake: it looks for it under a wrong name. A channel that nobody knows, or a date that is none, is no error of the stack.'
  },
  register(server, stack) {
    const give = createGive(stack)
    server.post('/notifications', async (request, reply) => {
      const instance = instanceOf(request)
      const { attributes } = await readResource(request)
      const permission = await permissionOf(request, reply)
      const draft = readNotification(attributes)
      if (draft.title === undefined) throw NOTIFICATION_ERRORS.invalid()
      const { originator, slug, category } = await senderOf(
        stack.installs,
        instance,
        permission,
        draft.category
      )
      const { id, rev, attributes: told } = await give(instance, { draft, originator, slug, category })
      return answer(reply, id, rev, told)
    })
  }
}
