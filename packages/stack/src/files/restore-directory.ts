import { posix } from 'node:path'
import type { FastifyRequest } from 'fastify'
import { FILE_ERRORS } from './errors.js'
import { isDirectory, type Directory, type FileEntry } from './file-document.js'
import type { FileSystem } from './file-system.js'
import { ROOT_ID, TRASH_PATH } from './tree.js'

/** Where an entry of the trash was: what was trashed with its directory has no path of its own, the directory has. */
const restorePathOf = async (files: FileSystem, entry: FileEntry, path: string): Promise<string> => {
  if (entry.restore_path) return entry.restore_path
  const [top = '', ...below] = path.slice(TRASH_PATH.length + 1).split('/')
  const trashed = below.length > 0 ? await files.byPath(posix.join(TRASH_PATH, top)) : undefined
  if (!trashed?.restore_path) return '/'
  return posix.join(trashed.restore_path, top, ...below.slice(0, -1))
}

/** The directory into which an entry of the trash is restored; what lacks on the way to it is made. */
export const restoreDirectory = async (
  request: FastifyRequest,
  files: FileSystem,
  entry: FileEntry,
  path: string
): Promise<Directory> => {
  let directory = (await files.byId(ROOT_ID)) as Directory
  for (const name of (await restorePathOf(files, entry, path)).split('/').filter(Boolean)) {
    const there = await files.child(directory._id, name)
    if (there && !isDirectory(there)) throw FILE_ERRORS.exists()
    directory =
      there ?? (await files.makeDirectory(directory, name, { now: request.server.stack.clock.now() }))
  }
  return directory
}
