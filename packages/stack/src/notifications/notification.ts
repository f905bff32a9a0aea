import { badJson } from '../server/http-error.js'

export const NOTIFICATIONS = 'io.cozy.notifications'

const TEXTS = ['category_id', 'title', 'message', 'priority', 'sound', 'content', 'content_html'] as const

/** What an app gives of a notification. What is empty is absent; where and when to send it isn't kept. */
export type NotificationDraft = { category: string; state?: unknown; data?: Record<string, unknown> } & {
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
  return draft
}
