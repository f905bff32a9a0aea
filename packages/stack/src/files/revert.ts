import type { FastifyRequest } from 'fastify'
import { instanceOf } from '../server/request.js'
import type { FileEntry, StoredFile } from './file-document.js'
import { FileSystem } from './file-system.js'
import { VERSIONS, versionOf, type Version } from './versions.js'

/** Gives a file the content of one of its versions; what it was becomes a version in its place. */
export const revert = async (
  request: FastifyRequest,
  file: StoredFile,
  version: Version
): Promise<FileEntry> => {
  const { documents } = instanceOf(request)
  const saved = versionOf(file, request.server.stack.clock.now())
  const { tags: _tags, metadata: _metadata, ...kept } = file
  const { uploadedAt, uploadedBy, uploadedOn } = version.cozyMetadata
  const stored = await new FileSystem(instanceOf(request)).put({
    ...kept,
    updated_at: version.updated_at,
    size: version.size,
    md5sum: version.md5sum,
    internal_vfs_id: version.internal_vfs_id,
    ...(version.tags?.length && { tags: version.tags }),
    ...(version.metadata && { metadata: version.metadata }),
    cozyMetadata: {
      ...file.cozyMetadata,
      ...(uploadedAt !== undefined && { uploadedAt }),
      ...(uploadedBy !== undefined && { uploadedBy }),
      ...(uploadedOn !== undefined && { uploadedOn })
    }
  })
  // The content is the file's from here on: of the version only the document goes.
  await documents.remove(VERSIONS, version._id, version._rev)
  await documents.put(VERSIONS, saved)
  return stored
}
