import type { Operation } from '../bank/documents.js'
import { wantsCategory } from '../bank/wants-category.js'

const asObject = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

/**
 * The operations that want a category: the one that the event names, where it is still as the event says, so that the
 * runs of a burst don't get into each other's way; else all that have none. A debounced event, a date, a launch and
 * production's sandbox name no document, and the event may be older than what another run has written since.
 */
export const targetsOf = (operations: Operation[], eventDocument: unknown): Operation[] => {
  const { _id, _rev } = asObject(eventDocument)
  const named = operations.find(operation => operation._id === _id)
  const isCurrent = named !== undefined && named._rev === _rev && wantsCategory(named)
  return isCurrent ? [named] : operations.filter(wantsCategory)
}
