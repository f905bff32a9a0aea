import { isDeepStrictEqual } from 'node:util'
import type { Document } from '@cozy-jobs/store'
import type { Instance } from '../instances/api.js'
import type { Category } from './category.js'
import { NOTIFICATIONS } from './notification.js'

/** What becomes of a new notification. `store` without `send` keeps it for the record, and says nothing to anybody. */
export type Fate = { fate: 'drop' } | { fate: 'store'; lastSent: string } | { fate: 'send' }

const INDEX = 'by-source-id'

/** The one before, of the same category and sub-category of the same sender. */
const lastOf = async ({ documents }: Instance, sourceId: string): Promise<Document | undefined> => {
  await documents.createIndex(NOTIFICATIONS, {
    ddoc: INDEX,
    index: { fields: ['source_id', 'created_at'] }
  })
  const { docs } = await documents.find(NOTIFICATIONS, {
    selector: { source_id: sourceId },
    use_index: INDEX,
    sort: [{ source_id: 'desc' }, { created_at: 'desc' }],
    limit: 1
  })
  return docs[0] as Document | undefined
}

/**
 * Whether a notification is sent: of a stateful category only where its state has changed, and never for the state
 * `false`. Where the category has a least interval, the real stack sends nothing more once there has been one: it asks
 * how long ago that was in a way that is always below any interval.
 */
export const fateOf = async (
  instance: Instance,
  { stateful, minInterval }: Category,
  sourceId: string,
  state: unknown,
  now: Date
): Promise<Fate> => {
  if (!stateful) return { fate: 'send' }
  const last = await lastOf(instance, sourceId)
  if (last && isDeepStrictEqual(last.state ?? null, state ?? null)) return { fate: 'drop' }
  const skipped = (last !== undefined && minInterval > 0) || state === false
  if (!skipped) return { fate: 'send' }
  const last_sent = last?.last_sent
  return { fate: 'store', lastSent: typeof last_sent === 'string' ? last_sent : now.toISOString() }
}
