import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Instance } from '../instances/api.js'
import { permissionOf } from '../permissions/allow.js'
import { bodyStream } from '../server/body.js'
import { decodeJson } from '../server/go-json.js'
import { badJson } from '../server/http-error.js'
import { headerOf, instanceOf, queryOf } from '../server/request.js'
import { allowFile } from './allow-file.js'
import { checkRevision } from './check-revision.js'
import { FILE_ERRORS } from './errors.js'
import type { FileEntry, StoredFile } from './file-document.js'
import { checkName, FileSystem } from './file-system.js'
import { newMetadata } from './metadata.js'
import { mimeOf } from './mime.js'
import { sentMetadata } from './sent-metadata.js'
import { uniqueTags } from './tags.js'
import { isInTrash, ROOT_ID } from './tree.js'
import { retire } from './versions.js'

/** Stores what the request brings under a new id, and removes it again if `keep` fails. */
const withContent = async <T>(
  request: FastifyRequest,
  instance: Instance,
  keep: (content: { internal_vfs_id: string; size: string; md5sum: string }) => Promise<T>
): Promise<T> => {
  const id = randomBytes(16).toString('hex')
  const { size, md5sum } = await instance.files.write(id, bodyStream(request) ?? Readable.from([]))
  try {
    const expected = headerOf(request, 'content-md5')
    if (expected !== '' && expected !== md5sum) throw FILE_ERRORS.badHash()
    return await keep({ internal_vfs_id: id, size: String(size), md5sum })
  } catch (error) {
    await instance.files.remove(id)
    throw error
  }
}

/** The metadata that a request gives to its file, in itself or by the id under which it sent them before. */
const metadataOf = (request: FastifyRequest): { metadata?: Record<string, unknown> } => {
  const id = queryOf(request, 'MetadataID')
  if (id !== '') return { metadata: sentMetadata(request, id) }
  const text = queryOf(request, 'Metadata')
  if (text === '') return {}
  const metadata: unknown = decodeJson(text)
  // The real stack answers 500 to what is no object.
  if (typeof metadata !== 'object' || metadata === null || Array.isArray(metadata)) throw badJson()
  return { metadata: metadata as Record<string, unknown> }
}

const dateOf = (text: string, other: string): string =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(text) && !Number.isNaN(Date.parse(text)) ? text : other

/** The tags of a request: none for ''. */
export const tagsOf = (request: FastifyRequest): { tags?: string[] } => {
  const tags = uniqueTags(queryOf(request, 'Tags').split(','))
  return tags.length > 0 ? { tags } : {}
}

/** The dates that a request gives to what it makes; now where it gives none. */
export const datesOf = (request: FastifyRequest): { created_at: string; updated_at: string } => {
  const now = request.server.stack.clock.now().toISOString()
  const created_at = dateOf(queryOf(request, 'CreatedAt'), now)
  return { created_at, updated_at: dateOf(queryOf(request, 'UpdatedAt'), created_at) }
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
  checkName(name)
  const draft = {
    type: 'file',
    name,
    dir_id: directoryId || ROOT_ID,
    ...datesOf(request),
    ...mimeOf(headerOf(request, 'content-type'), name),
    executable: queryOf(request, 'Executable') === 'true',
    trashed: false,
    encrypted: queryOf(request, 'Encrypted') === 'true',
    ...tagsOf(request),
    ...metadataOf(request)
  }
  await allowFile(request, reply, 'POST', files, draft)
  const parent = await files.directory(draft.dir_id)
  if (!parent) throw FILE_ERRORS.parentMissing()
  if (isInTrash(`${parent.path}/`)) throw FILE_ERRORS.parentInTrash()
  // Before all of it is read; and once more when it is placed.
  if (await files.child(draft.dir_id, name)) throw FILE_ERRORS.exists()
  const cozyMetadata = newMetadata(request, instance, await permissionOf(request, reply), { uploaded: true })
  return withContent(request, instance, content => files.place({ ...draft, ...content, cozyMetadata }))
}

/** `PUT /files/:file-id`: other content for a file that is there. */
export const overwriteFile = async (
  request: FastifyRequest,
  reply: FastifyReply,
  file: StoredFile
): Promise<FileEntry> => {
  const instance = instanceOf(request)
  const files = new FileSystem(instance)
  await allowFile(request, reply, 'PUT', files, file)
  checkRevision(request, file)
  const metadata = metadataOf(request)
  const now = request.server.stack.clock.now()
  const date = now.toISOString()
  const { tags: _tags, metadata: _metadata, ...kept } = file
  const stored = await withContent(request, instance, content =>
    files.put({
      ...kept,
      ...mimeOf(headerOf(request, 'content-type'), file.name),
      executable: queryOf(request, 'Executable') === 'true',
      updated_at: dateOf(queryOf(request, 'UpdatedAt'), date),
      ...tagsOf(request),
      ...metadata,
      ...content,
      cozyMetadata: { ...file.cozyMetadata, updatedAt: date, uploadedAt: date }
    })
  )
  await retire(instance, file, (stored as StoredFile).md5sum, now)
  return stored
}
