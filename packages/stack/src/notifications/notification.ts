import { badJson } from '../server/http-error.js'

export const NOTIFICATIONS = 'io.cozy.notifications'

/** In the order in which the real stack writes them. */
const BEFORE = ['title', 'message', 'priority', 'sound'] as const
const AFTER = ['content', 'content_html'] as const
const TEXTS = ['category_id', ...BEFORE, ...AFTER, 'at'] as const

/** What an app gives of a notification. What is empty is absent. */
export type NotificationDraft = {
  category: string
  state?: unknown
  data?: Record<string, unknown>
  preferred_channels?: string[]
} & {
  [field in (typeof TEXTS)[number]]?: string
}

const textOf = (value: unknown): string => {
  if (value === undefined || value === null) return ''
  if (typeof value !== 'string') throw badJson()
  return value
}

/** Reads the attributes of a request. Throws 400 for a field of the wrong type. */
export const readNotification = (attributes: Record<string, unknown>): NotificationDraft => {
  const draft: NotificationDraft = { category: textOf(attributes.category) }
  for (const name of TEXTS) {
    const text = textOf(attributes[name])
    if (text !== '') draft[name] = text
  }
  const { state, data } = attributes
  if (state !== undefined && state !== null) draft.state = state
  if (data !== undefined && data !== null) {
    if (typeof data !== 'object' || Array.isArray(data)) throw badJson()
    draft.data = data as Record<string, unknown>
  }
  const channels = attributes.preferred_channels ?? []
  if (!Array.isArray(channels) || !channels.every(channel => typeof channel === 'string')) throw badJson()
  if (channels.length > 0) draft.preferred_channels = channels
  return draft
}

const kept = (
  draft: NotificationDraft,
  names: readonly (keyof NotificationDraft)[]
): Record<string, unknown> =>
  Object.fromEntries(names.filter(name => draft[name] !== undefined).map(name => [name, draft[name]]))

/** The fields of the document, in the real stack's order. Where and when to send it stay in an answer alone. */
export const notificationFields = (
  draft: NotificationDraft,
  source: { source_id: string; originator: string; slug: string; created_at: string; last_sent: string },
  unsent = false
): Record<string, unknown> => ({
  source_id: source.source_id,
  originator: source.originator,
  ...(source.slug !== '' && { slug: source.slug }),
  category: draft.category,
  ...kept(draft, ['category_id']),
  created_at: source.created_at,
  last_sent: source.last_sent,
  ...kept(draft, [...BEFORE, 'state', 'data']),
  ...(unsent && kept(draft, ['preferred_channels', 'at'])),
  ...kept(draft, AFTER)
})
