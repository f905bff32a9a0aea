import type { CozyFile } from '../cozy/api.js'
import { StackError } from '../errors/stack-error.js'
import type { FilesContext } from './context.js'
import type { FileEntry } from './entry.js'
import { sanitizeFileName } from './file-name.js'
import type { KnownFiles } from './known-files.js'

/**
 * Renames the file of an older name, `shouldReplaceName`. Where the new name is taken, the file of the older one goes
 * to the trash.
 */
export const renameFile = async (
  { stack: { files }, log }: FilesContext,
  entry: FileEntry,
  folder: CozyFile,
  known: KnownFiles
): Promise<void> => {
  const { shouldReplaceName, filename } = entry
  delete entry.shouldReplaceName
  if (typeof shouldReplaceName !== 'string') return
  const file = await known.byName(folder, shouldReplaceName)
  if (file?.type !== 'file') return
  if (typeof filename !== 'string' || filename === '') throw new Error('shouldReplaceName needs a filename')
  const name = sanitizeFileName(filename)
  if (name === file.name) return
  log.debug(`Renaming ${file.name} to ${name}`)
  known.forget(file)
  try {
    known.keep(await files.update(file._id, { name }))
  } catch (error) {
    if (!StackError.is(error, 'conflict')) throw error
    log.warn(`${name} already exists. Removing ${file.name}`)
    await files.trash(file._id)
  }
}
