import { HttpError, JsonApiError } from '../server/http-error.js'

/** The refusals of permissions, word for word the real stack's. */
export const PERMISSION_ERRORS = {
  noToken: () => new HttpError(401, 'No token in request'),
  invalidToken: () => new HttpError(400, 'Invalid JWT token'),
  expiredToken: () => new HttpError(400, 'Expired token'),
  badScope: () => new HttpError(400, 'Permission scope is empty or malformed'),
  forbidden: () => new HttpError(403),
  badDoctype: (doctype: string) => new HttpError(403, `${doctype} is not a valid doctype name`),
  notSubset: () => new HttpError(403, 'Attempt to create a larger permission set'),
  onlyApps: () => new HttpError(403, 'Only apps can create sharing permissions'),
  notParent: () => new HttpError(403, 'Permissions can be updated only by its parent'),
  codesOrRules: () =>
    new HttpError(400, "The patch doc should have property 'codes' or 'permissions', not both"),
  /** The real stack answers 500 to a change by the command line, which has no slug to note. */
  noSlug: () => new JsonApiError(400, 'Slug cannot be empty')
} as const
