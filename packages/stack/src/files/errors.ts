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
  badId: (id: string) => new JsonApiError(400, `Unsuported couchdb operation ${id}`, { title: 'bad_id' }),
  parentInTrash: () => notFound('Parent directory is in the trash'),
  parentMissing: () => notFound('Parent directory with given DirID does not exist'),
  exists: () => new JsonApiError(409, 'file already exists'),
  badName: () => invalidParameter('name', 'Invalid filename: empty or contains an illegal character'),
  tooDeep: () => invalidParameter('path', 'Invalid path: too many levels'),
  badMime: () => invalidParameter('mime', 'Invalid Content-Type'),
  malformedHash: () => invalidParameter('Content-MD5', 'Given Content-MD5 is invalid'),
  badLength: () => preconditionFailed('Content-Length', 'Content length does not match'),
  /** 413 as Go names it; Node has another name. */
  tooBig: () =>
    new JsonApiError(413, 'The file is too big and exceeds the disk quota', {
      title: 'Request Entity Too Large'
    }),
  notAbsolute: () => badRequest('Path should be absolute'),
  badType: () => invalidAttribute('type', 'Invalid document type'),
  badHash: () => preconditionFailed('Content-MD5', 'Invalid hash'),
  badRevision: () => preconditionFailed('If-Match', 'Revision does not match'),
  versionMissing: (reason: 'missing' | 'deleted') => new JsonApiError(404, reason, { title: 'not_found' }),
  conflict: () => new JsonApiError(409, 'Conflict access to same file or directory'),
  directoryHasNoVersions: () => badRequest('cannot create versions for directories'),
  badMove: () => preconditionFailed('dir-id', 'Forbidden document move'),
  badTime: () => invalidParameter('UpdatedAt', 'Invalid time given'),
  wrongToken: () => badRequest('Wrong download token'),
  noIndex: () => new JsonApiError(400, 'no matching index found, create an index', { title: 'no_index' }),
  badMetadataId: () => invalidParameter('MetadataID', 'Invalid or expired MetadataID'),
  /** The real stack answers 500 to a change of the root or the trash. */
  fixed: () => badRequest('invalid argument'),
  /** The real stack answers 500. */
  notTrashed: () => badRequest('File or directory is not in the trash'),
  inTrash: () => badRequest('File or directory is already in the trash')
} as const
