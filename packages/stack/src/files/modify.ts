import { posix } from 'node:path'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { instanceOf } from '../server/request.js'
import { destroy } from './destroy.js'
import { FILE_ERRORS } from './errors.js'
import { isDirectory, type Directory, type FileEntry } from './file-document.js'
import { checkName, FileSystem } from './file-system.js'
import { touchedMetadata } from './metadata.js'
import { mimeOf } from './mime.js'
import type { Patch } from './read-patch.js'
import { uniqueTags } from './tags.js'
import { trash } from './trash.js'
import { isInTrash, ROOT_ID, TRASH_ID } from './tree.js'

/** As Go's `path.Ext`: also all of a name that begins with its only point. */
const extensionOf = (name: string): string => (name.includes('.') ? name.slice(name.lastIndexOf('.')) : '')

const parentFor = async (files: FileSystem, entry: FileEntry, patch: Patch): Promise<Directory> => {
  const id = patch.dir_id === undefined ? (entry.dir_id ?? ROOT_ID) : patch.dir_id || ROOT_ID
  const isTrashed = isDirectory(entry) ? isInTrash(entry.path) : entry.trashed
  if (id !== entry.dir_id && isTrashed) throw FILE_ERRORS.inTrash()
  const parent = await files.directory(id)
  if (!parent) throw isDirectory(entry) ? FILE_ERRORS.missing() : FILE_ERRORS.parentMissing()
  return parent
}

const updatedAt = (entry: FileEntry, patch: Patch): string => {
  const asked = patch.updated_at
  // The real stack passes over dates before 1970.
  const date = asked !== undefined && Date.parse(asked) >= 0 ? asked : entry.updated_at
  if (Date.parse(date) < Date.parse(entry.created_at)) throw FILE_ERRORS.badTime()
  return date
}

const tagsAfter = (entry: FileEntry, patch: Patch): { tags?: string[] } => {
  const tags = uniqueTags(patch.tags ?? entry.tags ?? [])
  return tags.length > 0 ? { tags } : {}
}

/** What only files have. */
const fileFields = (entry: FileEntry, patch: Patch, name: string): Record<string, unknown> => {
  if (isDirectory(entry)) return {}
  const isOther = patch.name !== undefined && extensionOf(name) !== extensionOf(entry.name)
  return {
    ...(isOther || patch.class !== undefined ? mimeOf('', name) : {}),
    executable: patch.executable ?? entry.executable,
    encrypted: patch.encrypted ?? entry.encrypted
  }
}

const withFavorite = (metadata: Record<string, unknown>, patch: Patch): Record<string, unknown> => {
  const { favorite: before, ...others } = metadata
  // Go leaves out what is false.
  return (patch.cozyMetadata?.favorite ?? before) ? { ...others, favorite: true } : others
}

/** Renames, moves, tags, dates: what the patch says, all in one step. */
const change = async (
  request: FastifyRequest,
  reply: FastifyReply,
  entry: FileEntry,
  patch: Patch
): Promise<FileEntry> => {
  const files = new FileSystem(instanceOf(request))
  const updated_at = updatedAt(entry, patch)
  const name = patch.name ?? entry.name ?? ''
  const parent = await parentFor(files, entry, patch)
  checkName(name)
  const { tags: _tags, ...kept } = entry
  return files.move(entry, {
    ...kept,
    name,
    dir_id: parent._id,
    updated_at,
    ...tagsAfter(entry, patch),
    ...(isDirectory(entry) && { path: posix.join(parent.path, name) }),
    ...fileFields(entry, patch, name),
    ...(patch.metadata && { metadata: patch.metadata }),
    cozyMetadata: withFavorite(await touchedMetadata(request, reply, entry), patch)
  })
}

/** Does what the patch asks of one file or directory, and gives it as it is then. */
export const modify = async (
  request: FastifyRequest,
  reply: FastifyReply,
  entry: FileEntry,
  patch: Patch
): Promise<FileEntry> => {
  if (entry._id === ROOT_ID || entry._id === TRASH_ID) throw FILE_ERRORS.fixed()
  if (patch.permanent_delete) {
    return { ...entry, _rev: await destroy(instanceOf(request), entry) }
  }
  if (patch.move_to_trash) return trash(request, reply, entry)
  return change(request, reply, entry, patch)
}
