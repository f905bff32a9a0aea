import { posix } from 'node:path'
import { StoreError, type Document, type DocumentStore } from '@cozy-jobs/store'
import type { Instance } from '../instances/api.js'
import { isDirectory, type Directory, type FileEntry } from './file-document.js'
import { FILES, isInTrash } from './tree.js'

/** Where it stands which directory is being moved, from before its own document is written until all below followed. */
const UNDER_WAY = '_local/directory-move'

/** What a directory holds, in portions. */
export type Children = (directory: string) => AsyncIterable<FileEntry[]>

const followed = (child: FileEntry, directory: Directory): FileEntry | undefined => {
  if (isDirectory(child)) {
    const path = posix.join(directory.path, child.name ?? '')
    return path === child.path ? undefined : { ...child, path }
  }
  const trashed = isInTrash(`${directory.path}/`)
  return trashed === child.trashed ? undefined : { ...child, trashed }
}

/**
 * Below a directory that has moved paths change, and files learn whether they are in the trash. Done twice it changes
 * nothing more, so that what a crash has cut off can be done again.
 */
const follow = async (documents: DocumentStore, children: Children, directory: Directory): Promise<void> => {
  for await (const portion of children(directory._id)) {
    const changed = portion.flatMap(child => followed(child, directory) ?? [])
    if (changed.length > 0) await documents.bulk(FILES, changed)
    for (const child of portion) {
      if (isDirectory(child))
        await follow(documents, children, (followed(child, directory) ?? child) as Directory)
    }
  }
}

const underWay = async (documents: DocumentStore): Promise<Document | undefined> => {
  try {
    return await documents.get(FILES, UNDER_WAY)
  } catch (error) {
    if (error instanceof StoreError && error.code === 'not_found') return undefined
    throw error
  }
}

/** Ends the move that a crash, or a full disk, has cut off. */
export const mendMove = async ({ documents }: Instance, children: Children): Promise<void> => {
  const move = await underWay(documents)
  if (!move) return
  const directory = (await documents.get(FILES, String(move.directory)).catch(() => undefined)) as
    FileEntry | undefined
  if (directory && isDirectory(directory)) await follow(documents, children, directory)
  await documents.remove(FILES, UNDER_WAY, move._rev)
}

const isEmpty = async (children: Children, directory: string): Promise<boolean> => {
  for await (const portion of children(directory)) return portion.length === 0
  return true
}

/**
 * Writes a directory under its new path, and all that lies below it after it. The real stack writes what lies below
 * first; neither is one step, so that it is noted what is to be done.
 */
export const moveDirectory = async (
  instance: Instance,
  children: Children,
  moved: Directory
): Promise<Directory> => {
  const { documents } = instance
  if (await isEmpty(children, moved._id)) return (await documents.put(FILES, moved)) as Directory
  await mendMove(instance, children)
  const { _rev: rev } = await documents.put(FILES, { _id: UNDER_WAY, directory: moved._id })
  let stored: Directory
  try {
    stored = (await documents.put(FILES, moved)) as Directory
  } catch (error) {
    await documents.remove(FILES, UNDER_WAY, rev)
    throw error
  }
  await follow(documents, children, stored)
  await documents.remove(FILES, UNDER_WAY, rev)
  return stored
}
