import { growingDates, ZERO_DATE } from '../engine/dates.js'
import type { Instance } from '../instances/api.js'
import { answered } from '../jobs/errors.js'
import { warn } from '../server/warn.js'
import type { Stack } from '../stack.js'
import type { Category } from './category.js'
import { fateOf } from './last-sent.js'
import { NOTIFICATIONS, notificationFields, type NotificationDraft } from './notification.js'
import { send } from './send.js'

/** What somebody gives to be told to the owner. */
export interface Given {
  draft: NotificationDraft
  originator: 'app' | 'konnector' | 'oauth' | 'cli'
  slug: string
  category: Category
}

/** What has become of it; `id` and `rev` are '' where it was not stored. */
export interface Kept {
  id: string
  rev: string
  attributes: Record<string, unknown>
}

/** Stores a notification and sends it, unless its state is that of the last one of its source. */
export const createGive = (stack: Stack): ((instance: Instance, given: Given) => Promise<Kept>) => {
  // Two of one moment keep their order: the later is the one to compare with.
  const stamp = growingDates(stack.clock)
  return async (instance, { draft, originator, slug, category }) => {
    const sourceId = `cozy/${originator}/${slug}/${draft.category}/${draft.category_id ?? ''}`
    const outcome = await fateOf(instance, category, sourceId, draft.state, stack.clock.now())
    if (outcome.fate === 'drop') {
      // The real stack answers with what it was given, and dates that nobody has set.
      const dates = { created_at: ZERO_DATE, last_sent: ZERO_DATE }
      const attributes = notificationFields(draft, { source_id: '', originator, slug, ...dates }, true)
      return { id: '', rev: '', attributes }
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
    return { id: _id, rev: _rev, attributes: { _id, _rev, ...fields } }
  }
}
