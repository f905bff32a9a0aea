import type { Instance } from '../instances/api.js'
import { isDirectory, type FileEntry } from './file-document.js'
import { FileSystem } from './file-system.js'
import { releaseContent } from './release-content.js'
import { FILES } from './tree.js'
import { removeVersion, versionsOf } from './versions.js'

/**
 * Removes for ever a file, or a directory with all it holds: what holds something goes last. Gives the revision of the
 * deletion.
 */
export const destroy = async (instance: Instance, entry: FileEntry): Promise<string> => {
  const remove = async (): Promise<string> =>
    (await instance.documents.remove(FILES, entry._id, entry._rev)).rev
  if (isDirectory(entry)) {
    await destroyContents(instance, entry._id)
    return remove()
  }
  return releaseContent(instance.files, entry.internal_vfs_id, async () => {
    const rev = await remove()
    for (const version of await versionsOf(instance, entry._id)) await removeVersion(instance, version)
    return rev
  })
}

/** Removes for ever what a directory holds. */
export const destroyContents = async (instance: Instance, directory: string): Promise<void> => {
  for await (const portion of new FileSystem(instance).children(directory)) {
    for (const child of portion) await destroy(instance, child)
  }
}
