import { mkdir, open, readdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

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
  const refusal = await refusalOf(folder)
  if (!refusal) return folder
  const parent = dirname(folder)
  if (!isMissing(refusal) || parent === folder) throw refusal
  await makeFolder(parent)
  // Once more, whoever has made the parent: somebody else may have done so since the first attempt.
  const last = await refusalOf(folder)
  if (last) throw last
  return folder
}

/** Why a folder can't be made; undefined where it is there, made by whomever. */
async function refusalOf(folder: string): Promise<Error | undefined> {
  try {
    await mkdir(folder, { mode: 0o700 })
  } catch (error) {
    if (!(await isFolder(folder))) return error as Error
  }
  return undefined
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

/** Bytes of the files that are in a folder itself. */
export async function folderSize(folder: string): Promise<number> {
  const sizes = await Promise.all(
    (await readdir(folder)).map(name =>
      stat(join(folder, name)).then(
        entry => (entry.isFile() ? entry.size : 0),
        // Gone since its name was read.
        () => 0
      )
    )
  )
  return sizes.reduce((sum, size) => sum + size, 0)
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
