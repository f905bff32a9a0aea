import { posix } from 'node:path'
import type { FastifyRequest } from 'fastify'
import type { Instance } from '../instances/api.js'
import { instanceOf } from '../server/request.js'
import { FILE_ERRORS } from './errors.js'
import { isDirectory, type Directory, type FileEntry } from './file-document.js'
import { FileSystem } from './file-system.js'
import { ROOT_ID, TRASH_ID, TRASH_NAME } from './tree.js'

const TRASH_PATH = `/${TRASH_NAME}`

/** What lies below a directory that has moved: paths follow, files know that they are in the trash. */
const moveBelow = async (files: FileSystem, directory: Directory): Promise<void> => {
  for (const child of await files.children(directory._id)) {
    if (isDirectory(child)) {
      const moved = await files.put({ ...child, path: posix.join(directory.path, child.name ?? '') })
      await moveBelow(files, moved as Directory)
    } else await files.put({ ...child, trashed: true })
  }
}

/** Moves a file, or a directory with all it holds, to the trash. */
export const trash = async (request: FastifyRequest, entry: FileEntry): Promise<FileEntry> => {
  const instance = instanceOf(request)
  const files = new FileSystem(instance)
  if (entry._id === ROOT_ID || entry._id === TRASH_ID) throw FILE_ERRORS.missing()
  const path = await pathOf(files, entry)
  if (path.startsWith(`${TRASH_PATH}/`)) throw FILE_ERRORS.inTrash()
  const date = request.server.stack.clock.now().toISOString()
  const name = await freeName(files, entry.name ?? '', date)
  const moved = await files.place({
    ...entry,
    name,
    dir_id: TRASH_ID,
    restore_path: posix.dirname(path),
    ...(isDirectory(entry) ? { path: posix.join(TRASH_PATH, name) } : { trashed: true }),
    cozyMetadata: {
      ...entry.cozyMetadata,
      updatedAt: date,
      trashedAt: date,
      trashedBy: { kind: 'member', displayName: instance.publicName, domain: instance.domain }
    }
  })
  if (isDirectory(moved)) await moveBelow(files, moved)
  return moved
}

/** As the real stack names the second of the same name. */
const freeName = async (files: FileSystem, name: string, date: string): Promise<string> =>
  (await files.child(TRASH_ID, name)) ? `${name} (${date})` : name

/** Removes for ever what lies in the trash. */
export const emptyTrashOf = async (instance: Instance, entry: FileEntry): Promise<void> => {
  const path = await pathOf(new FileSystem(instance), entry)
  if (!path.startsWith(`${TRASH_PATH}/`)) throw FILE_ERRORS.notInTrash()
  await destroy(instance, entry)
}

const pathOf = (files: FileSystem, entry: FileEntry): Promise<string> =>
  isDirectory(entry) ? Promise.resolve(entry.path) : files.pathOf(entry)

const destroy = async (instance: Instance, entry: FileEntry): Promise<void> => {
  const files = new FileSystem(instance)
  if (isDirectory(entry)) for (const child of await files.children(entry._id)) await destroy(instance, child)
  await instance.documents.remove('io.cozy.files', entry._id, entry._rev)
  if (!isDirectory(entry)) await instance.files.remove(entry.internal_vfs_id)
}
