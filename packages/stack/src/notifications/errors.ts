import { badRequest, JsonApiError } from '../server/http-error.js'

/** The refusals of notifications, word for word the real stack's. */
export const NOTIFICATION_ERRORS = {
  invalid: () => badRequest('Notification is not valid'),
  unauthorized: () => new JsonApiError(403, 'Not authorized to send notification'),
  noCategory: () => new JsonApiError(403, 'No category for this app'),
  unknownCategory: () => new JsonApiError(403, 'Notification category does not exist')
} as const
