import { posix } from 'node:path'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { permissionOf } from '../permissions/allow.js'
import { instanceOf, queryOf } from '../server/request.js'
import { allowFile } from './allow-file.js'
import { FILE_ERRORS } from './errors.js'
import { isDirectory, type Directory, type FileEntry } from './file-document.js'
import { FileSystem } from './file-system.js'
import { newMetadata } from './metadata.js'
import { ROOT_ID } from './tree.js'
import { datesOf } from './dates.js'
import { givenMetadata } from './given-metadata.js'
import { tagsOf } from './upload.js'

const make = async (
  request: FastifyRequest,
  reply: FastifyReply,
  files: FileSystem,
  parent: Directory,
  name: string
): Promise<FileEntry> => {
  const draft = {
    type: 'directory',
    name,
    dir_id: parent._id,
    ...datesOf(request),
    ...tagsOf(request),
    ...(queryOf(request, 'MetadataID') !== '' && (await givenMetadata(request, reply))),
    path: posix.join(parent.path, name)
  }
  await allowFile(request, reply, 'POST', files, draft)
  const permission = await permissionOf(request, reply)
  const cozyMetadata = newMetadata(request, instanceOf(request), permission, { uploaded: false })
  return files.place({ ...draft, cozyMetadata })
}

/**
 * The directory of this path; all that lack on the way are made with it where `recursive`, and then without tags. As on
 * the real stack none gets a date or metadata of the request.
 */
const makeByPath = async (
  request: FastifyRequest,
  reply: FastifyReply,
  files: FileSystem,
  path: string
): Promise<FileEntry> => {
  if (!path.startsWith('/')) throw FILE_ERRORS.notAbsolute()
  const names = posix.normalize(path).split('/').filter(Boolean)
  const recursive = queryOf(request, 'Recursive') === 'true'
  if (names.length === 0 && !recursive) throw FILE_ERRORS.parentMissing()
  const { tags = [] } = recursive ? {} : tagsOf(request)
  let directory = (await files.byId(ROOT_ID)) as Directory
  for (const [index, name] of names.entries()) {
    const isLast = index === names.length - 1
    const there = await files.child(directory._id, name)
    if (there && isLast && !recursive) throw FILE_ERRORS.exists()
    if (there && !isDirectory(there)) throw FILE_ERRORS.missing()
    if (!there && !isLast && !recursive) throw FILE_ERRORS.missing()
    if (!there) {
      const draft = { type: 'directory', name, dir_id: directory._id, path: posix.join(directory.path, name) }
      await allowFile(request, reply, 'POST', files, draft)
    }
    directory =
      there ?? (await files.makeDirectory(directory, name, { now: request.server.stack.clock.now(), tags }))
  }
  await allowFile(request, reply, 'POST', files, directory)
  return directory
}

/** `POST /files/:dir-id?Type=directory`, by name or by path. */
export const createDirectory = async (
  request: FastifyRequest,
  reply: FastifyReply,
  parentId: string
): Promise<FileEntry> => {
  const files = new FileSystem(instanceOf(request))
  const path = queryOf(request, 'Path')
  if (path !== '') return makeByPath(request, reply, files, path)
  const name = queryOf(request, 'Name')
  if (name === '' || name.includes('/')) throw FILE_ERRORS.badName()
  const parent = await files.directory(parentId || ROOT_ID)
  if (!parent) throw FILE_ERRORS.missing()
  return make(request, reply, files, parent, name)
}
