import { randomInt } from 'node:crypto'
import { posix } from 'node:path'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { JsonApiError } from '../server/http-error.js'
import { instanceOf } from '../server/request.js'
import { FILE_ERRORS } from './errors.js'
import { isDirectory, type Directory, type FileEntry } from './file-document.js'
import { FileSystem } from './file-system.js'
import { touchedMetadata, trashedMetadata } from './metadata.js'
import { restoreDirectory } from './restore-directory.js'
import { isInTrash, ROOT_ID, TRASH_ID, TRASH_PATH } from './tree.js'

/** As often another name is tried; two chance names of nine digits are hardly ever the same. */
const TRIES = 10

/** Moves under its own name or, where that is taken, under one with nine chance digits, as the real stack does. */
const moveUnderFreeName = async (
  files: FileSystem,
  entry: FileEntry,
  moved: FileEntry & { name: string },
  parentPath: string
): Promise<FileEntry> => {
  let name = moved.name
  for (let tries = 0; ; tries += 1) {
    const path = isDirectory(moved) ? { path: posix.join(parentPath, name) } : {}
    try {
      return await files.move(entry, { ...moved, name, ...path })
    } catch (error) {
      if (!(error instanceof JsonApiError) || error.status !== 409 || tries === TRIES) throw error
      name = `${moved.name} (${String(randomInt(1e9)).padStart(9, '0')})`
    }
  }
}

/** The name that it had before the trash gave it digits: as the real stack, also where it had them of itself. */
const withoutDigits = (name: string): string => /^(.+).\([\d()]*$/s.exec(name)?.[1] ?? name

/** Moves a file, or a directory with all it holds, to the trash. */
export const trash = async (
  request: FastifyRequest,
  reply: FastifyReply,
  entry: FileEntry
): Promise<FileEntry> => {
  const files = new FileSystem(instanceOf(request))
  if (entry._id === ROOT_ID) throw FILE_ERRORS.missing()
  const path = await files.pathOf(entry)
  if (entry._id === TRASH_ID || isInTrash(path)) throw FILE_ERRORS.inTrash()
  const moved = {
    ...entry,
    name: entry.name ?? '',
    dir_id: TRASH_ID,
    restore_path: posix.dirname(path),
    ...(!isDirectory(entry) && { trashed: true }),
    cozyMetadata: await trashedMetadata(request, reply, entry)
  } as FileEntry & { name: string }
  return moveUnderFreeName(files, entry, moved, TRASH_PATH)
}

/** Moves back to where it was, which is made again where it is gone. */
export const restore = async (
  request: FastifyRequest,
  reply: FastifyReply,
  entry: FileEntry
): Promise<FileEntry> => {
  const files = new FileSystem(instanceOf(request))
  const path = await files.pathOf(entry)
  if (!isInTrash(path)) throw FILE_ERRORS.notTrashed()
  const parent: Directory = await restoreDirectory(request, files, entry, path)
  const { restore_path: _path, ...kept } = entry
  const moved = {
    ...kept,
    name: withoutDigits(entry.name ?? ''),
    dir_id: parent._id,
    ...(!isDirectory(entry) && { trashed: false }),
    cozyMetadata: await touchedMetadata(request, reply, entry)
  } as FileEntry & { name: string }
  return moveUnderFreeName(files, entry, moved, parent.path)
}
