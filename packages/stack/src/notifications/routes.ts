import type { FastifyReply } from 'fastify'
import { growingDates, ZERO_DATE } from '../engine/dates.js'
import { answered } from '../jobs/errors.js'
import type { RouteFamily } from '../server/family.js'
import { permissionOf } from '../permissions/allow.js'
import { readResource, sendResource } from '../server/json-api.js'
import { instanceOf } from '../server/request.js'
import { warn } from '../server/warn.js'
import { senderOf } from './category.js'
import { NOTIFICATION_ERRORS } from './errors.js'
import { fateOf } from './last-sent.js'
import { NOTIFICATIONS, notificationFields, readNotification } from './notification.js'
import { send } from './send.js'

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
    // Two of one moment keep their order: the later is the one to compare with.
    const stamp = growingDates(stack.clock)
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
      const sourceId = `cozy/${originator}/${slug}/${draft.category}/${draft.category_id ?? ''}`
      const now = stack.clock.now()
      const outcome = await fateOf(instance, category, sourceId, draft.state, now)
      if (outcome.fate === 'drop') {
        // The real stack answers with what it was given, and dates that nobody has set.
        const dates = { created_at: ZERO_DATE, last_sent: ZERO_DATE }
        return answer(
          reply,
          '',
          '',
          notificationFields(draft, { source_id: '', originator, slug, ...dates }, true)
        )
      }
      const created_at = stamp()
      const last_sent = outcome.fate === 'store' ? outcome.lastSent : created_at
      const stored = await instance.documents.put(
        NOTIFICATIONS,
        notificationFields(draft, { source_id: sourceId, originator, slug, created_at, last_sent })
      )
      stack.events.emit('notification', stored)
      const { _id, _rev, ...fields } = stored
      if (outcome.fate === 'send') {
        const sending = { id: _id, sourceId, draft, category }
        await answered(send(stack.engine, instance, sending, text => warn(stack, text)))
      }
      // The real stack keeps both among the attributes here.
      return answer(reply, _id, _rev, { _id, _rev, ...fields })
    })
  }
}
