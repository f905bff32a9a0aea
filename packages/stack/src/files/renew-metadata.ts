import type { FastifyReply, FastifyRequest } from 'fastify'
import { readResource } from '../server/json-api.js'
import { instanceOf, paramOf } from '../server/request.js'
import { allowFile } from './allow-file.js'
import { withContentMetadata } from './content-metadata.js'
import { FILE_ERRORS } from './errors.js'
import { isDirectory, type FileEntry, type StoredFile } from './file-document.js'
import { FileSystem } from './file-system.js'
import { keptCertificates, withoutCertificates } from './given-metadata.js'
import { uploadedMetadata } from './metadata.js'
import { tagsOf } from './upload.js'

/**
 * `POST /files/:id/versions`: the same content with other metadata and tags, as if it had been sent again. Of the same
 * content the real stack keeps no second version, and it needs no second copy.
 */
export const renewMetadata = async (request: FastifyRequest, reply: FastifyReply): Promise<FileEntry> => {
  const instance = instanceOf(request)
  const files = new FileSystem(instance)
  const file = await files.byId(paramOf(request, 'id'))
  if (isDirectory(file)) throw FILE_ERRORS.directoryHasNoVersions()
  await allowFile(request, reply, 'PUT', files, file)
  const { attributes } = await readResource(request)
  const given = await withoutCertificates(request, reply, attributes)
  const {
    tags: _tags,
    metadata: before = {},
    ...kept
  } = file as StoredFile & {
    metadata?: Record<string, unknown>
  }
  const metadata = { ...given, ...keptCertificates(before, given) }
  if (await files.isInTrash(file)) throw FILE_ERRORS.parentInTrash()
  const renewed = {
    ...kept,
    ...tagsOf(request),
    ...(Object.keys(metadata).length > 0 && { metadata }),
    cozyMetadata: await uploadedMetadata(request, reply, file)
  }
  return files.put(await withContentMetadata(instance, request.server.stack.config.subdomains, renewed))
}
