import type { FastifyRequest } from 'fastify'
import { headerOf, queryOf } from '../server/request.js'
import { FILE_ERRORS } from './errors.js'
import type { FileEntry } from './file-document.js'

/** Throws 412 where the request knows another revision than the one that is there. */
export const checkRevision = (request: FastifyRequest, entry: FileEntry): void => {
  const known = headerOf(request, 'if-match') || queryOf(request, 'rev')
  if (known !== '' && known !== entry._rev) throw FILE_ERRORS.badRevision()
}
