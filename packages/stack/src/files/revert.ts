import type { FastifyRequest } from 'fastify'
import { instanceOf } from '../server/request.js'
import type { FileEntry, StoredFile } from './file-document.js'
import { FileSystem } from './file-system.js'
import { isStored } from './release-content.js'
import { VERSIONS, versionOf, type Version } from './versions.js'

/** Gives a file the content of one of its versions; what it was becomes a version in its place. */
export const revert = async (
  request: FastifyRequest,
  file: StoredFile,
  version: Version
): Promise<FileEntry> => {
  const { documents, files } = instanceOf(request)
  const saved = versionOf(file, request.server.stack.clock.now())
  const { tags: _tags, metadata: _metadata, ...kept } = file
  const { uploadedAt, uploadedBy, uploadedOn } = version.cozyMetadata
  const contents = [file.internal_vfs_id, version.internal_vfs_id]
  for (const content of contents) await files.doubt(content)
  // The first of the three: a crash on the way loses no content, and `settleContents` puts the versions right.
  const added = await documents.put(VERSIONS, saved)
  const reverted = {
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
  }
  let stored: FileEntry
  try {
    stored = await new FileSystem(instanceOf(request)).put(reverted)
  } catch (error) {
    if (!isStored(error)) await documents.remove(VERSIONS, added._id, added._rev)
    throw error
  }
  // The content is the file's from here on: of the version only the document goes.
  await documents.remove(VERSIONS, version._id, version._rev)
  for (const content of contents) await files.settle(content)
  return stored
}
