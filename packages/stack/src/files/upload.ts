import type { FastifyReply, FastifyRequest } from 'fastify'
import { permissionOf } from '../permissions/allow.js'
import { headerOf, instanceOf, queryOf } from '../server/request.js'
import { allowFile } from './allow-file.js'
import { checkRevision } from './check-revision.js'
import { withContentMetadata } from './content-metadata.js'
import { datesOf } from './dates.js'
import { FILE_ERRORS } from './errors.js'
import type { FileEntry, StoredFile } from './file-document.js'
import { checkName, FileSystem } from './file-system.js'
import { givenMetadata } from './given-metadata.js'
import { checkAnnounced, withContent } from './incoming-content.js'
import { newMetadata, uploadedMetadata } from './metadata.js'
import { mimeOf } from './mime.js'
import { uniqueTags } from './tags.js'
import { isInTrash, ROOT_ID } from './tree.js'
import { retire } from './versions.js'

/** The tags of a request: none for ''. */
export const tagsOf = (request: FastifyRequest): { tags?: string[] } => {
  const tags = uniqueTags(queryOf(request, 'Tags').split(','))
  return tags.length > 0 ? { tags } : {}
}

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+(\/[!#$%&'*+.^_`|~0-9A-Za-z-]+)?$/

/** The type and class of what a request brings. Throws 422 for what is no type. */
const typeOf = (request: FastifyRequest, name: string): { mime: string; class: string } => {
  const type = mimeOf(headerOf(request, 'content-type'), name)
  if (!TOKEN.test(type.mime)) throw FILE_ERRORS.badMime()
  return type
}

const flagsOf = (request: FastifyRequest): { executable: boolean; encrypted: boolean } => ({
  executable: queryOf(request, 'Executable') === 'true',
  encrypted: queryOf(request, 'Encrypted') === 'true'
})

const checkParent = async (files: FileSystem, id: string): Promise<void> => {
  const parent = await files.directory(id)
  if (!parent) throw FILE_ERRORS.parentMissing()
  if (isInTrash(`${parent.path}/`)) throw FILE_ERRORS.parentInTrash()
}

/** `POST /files/:dir-id?Type=file`. */
export const createFile = async (
  request: FastifyRequest,
  reply: FastifyReply,
  directoryId: string
): Promise<FileEntry> => {
  const instance = instanceOf(request)
  const files = new FileSystem(instance)
  const name = queryOf(request, 'Name')
  checkAnnounced(request)
  checkName(name)
  const draft = {
    type: 'file',
    name,
    dir_id: directoryId || ROOT_ID,
    ...datesOf(request),
    ...typeOf(request, name),
    ...flagsOf(request),
    trashed: false,
    ...tagsOf(request),
    ...(await givenMetadata(request, reply))
  }
  await allowFile(request, reply, 'POST', files, draft)
  await checkParent(files, draft.dir_id)
  // Before all of it is read; and once more when it is placed.
  if (await files.child(draft.dir_id, name)) throw FILE_ERRORS.exists()
  const cozyMetadata = newMetadata(request, instance, await permissionOf(request, reply), { uploaded: true })
  const { subdomains } = request.server.stack.config
  return withContent(request, reply, async content => {
    const file = await withContentMetadata(instance, subdomains, { ...draft, ...content, cozyMetadata })
    // While it was read its directory may have gone to the trash.
    await checkParent(files, draft.dir_id)
    return files.place(file)
  })
}

/** `PUT /files/:file-id`: other content for a file that is there. */
export const overwriteFile = async (
  request: FastifyRequest,
  reply: FastifyReply,
  file: StoredFile
): Promise<FileEntry> => {
  const instance = instanceOf(request)
  const files = new FileSystem(instance)
  checkAnnounced(request)
  const fields = {
    ...typeOf(request, file.name),
    ...flagsOf(request),
    ...tagsOf(request),
    ...(await givenMetadata(request, reply)),
    updated_at: datesOf(request).updated_at
  }
  checkRevision(request, file)
  const cozyMetadata = await uploadedMetadata(request, reply, file)
  await allowFile(request, reply, 'PUT', files, file)
  if (await files.isInTrash(file)) throw FILE_ERRORS.parentInTrash()
  const { tags: _tags, metadata: _metadata, ...kept } = file
  const { clock, config } = request.server.stack
  const { replaced, tidy } = await withContent(request, reply, async content => {
    const next = await withContentMetadata(instance, config.subdomains, {
      ...kept,
      ...fields,
      ...content,
      cozyMetadata
    })
    const how = { md5sum: content.md5sum, now: clock.now(), versioning: config.versioning }
    return retire(instance, file, how, () => files.put(next))
  })
  await tidy()
  return replaced
}
