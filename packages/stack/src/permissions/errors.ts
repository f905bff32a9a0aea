import { HttpError } from '../server/http-error.js'

/** The refusals of permissions, word for word the real stack's. */
export const PERMISSION_ERRORS = {
  noToken: () => new HttpError(401, 'No token in request'),
  invalidToken: () => new HttpError(400, 'Invalid JWT token'),
  expiredToken: () => new HttpError(400, 'Expired token'),
  badScope: () => new HttpError(400, 'Permission scope is empty or malformed'),
  forbidden: () => new HttpError(403)
} as const
