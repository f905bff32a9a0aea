import {
  badRequest,
  invalidAttribute,
  invalidParameter,
  JsonApiError,
  notFound,
  preconditionFailed
} from '../server/http-error.js'

/** The refusals of files, word for word the real stack's. */
export const FILE_ERRORS = {
  missing: () => notFound('file does not exist'),
  parentMissing: () => notFound('Parent directory with given DirID does not exist'),
  exists: () => new JsonApiError(409, 'file already exists'),
  badName: () => invalidParameter('name', 'Invalid filename: empty or contains an illegal character'),
  notAbsolute: () => badRequest('Path should be absolute'),
  badType: () => invalidAttribute('type', 'Invalid document type'),
  badHash: () => preconditionFailed('Content-MD5', 'Invalid hash'),
  badRevision: () => preconditionFailed('If-Match', 'Revision does not match'),
  notInTrash: () => badRequest('File or directory must be in the trash'),
  inTrash: () => badRequest('File or directory is already in the trash')
} as const
