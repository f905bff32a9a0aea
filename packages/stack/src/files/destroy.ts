import type { Instance } from '../instances/api.js'
import { isDirectory, type FileEntry } from './file-document.js'
import { FileSystem } from './file-system.js'
import { FILES } from './tree.js'
import { removeVersion, versionsOf } from './versions.js'

/** Removes for ever a file, or a directory with all it holds: what holds something goes last. */
export const destroy = async (instance: Instance, entry: FileEntry): Promise<void> => {
  if (isDirectory(entry)) await destroyContents(instance, entry._id)
  await instance.documents.remove(FILES, entry._id, entry._rev)
  if (isDirectory(entry)) return
  await instance.files.remove(entry.internal_vfs_id)
  for (const version of await versionsOf(instance, entry._id)) await removeVersion(instance, version)
}

/** Removes for ever what a directory holds. */
export const destroyContents = async (instance: Instance, directory: string): Promise<void> => {
  for await (const portion of new FileSystem(instance).children(directory)) {
    for (const child of portion) await destroy(instance, child)
  }
}
