import { mkdir, open, readdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

export const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT'

const isFolder = async (path: string): Promise<boolean> =>
  stat(path).then(
    entry => entry.isDirectory(),
    () => false
  )

/**
 * Makes a folder that its owner alone may enter, where it is missing. Not by `recursive`: below /proc, where nothing can
 * be made and the system says that something is missing, Node's own tries for ever.
 */
export async function makeFolder(folder: string): Promise<string> {
  try {
    await mkdir(folder, { mode: 0o700 })
  } catch (error) {
    if (await isFolder(folder)) return folder
    const parent = dirname(folder)
    if (!isMissing(error) || (await isFolder(parent))) throw error
    await makeFolder(parent)
    // Somebody else may have been faster.
    await mkdir(folder, { mode: 0o700 }).catch(async (refusal: unknown) => {
      if (!(await isFolder(folder))) throw refusal
    })
  }
  return folder
}

/** The names of the folders in a folder; none where it is missing. */
export async function foldersIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries.filter(entry => entry.isDirectory()).map(entry => entry.name)
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

/** Brings to the disk that a name was given: without it a power cut may lose the name of a file that was synced. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folders, and needs none of this.
  if (process.platform === 'win32') return
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
