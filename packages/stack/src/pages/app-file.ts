import { open, realpath, type FileHandle } from 'node:fs/promises'
import { join, posix, sep } from 'node:path'

/** What a name can be without being one of a file: too long, below a file, with a NUL, a link in a circle. */
const NONE = [
  'ENOENT',
  'ENOTDIR',
  'ENAMETOOLONG',
  'ELOOP',
  'EISDIR',
  'EINVAL',
  'ERR_INVALID_ARG_VALUE',
  'EACCES'
]

const isNone = (error: unknown): boolean => NONE.includes((error as NodeJS.ErrnoException).code ?? '')

/** Opens a file of an app; undefined where it is none, or where a link leads out of the app's folder. */
const openFile = async (folder: string, path: string): Promise<FileHandle | undefined> => {
  try {
    const root = await realpath(folder)
    const found = await realpath(join(root, posix.normalize(`/${path}`)))
    if (!found.startsWith(root + sep)) return undefined
    const handle = await open(found, 'r')
    if ((await handle.stat()).isFile()) return handle
    await handle.close()
    return undefined
  } catch (error) {
    if (isNone(error)) return undefined
    throw error
  }
}

/** The content of a file of an app, by its path below the app's folder; undefined where there is none. */
export const readAppFile = async (folder: string, path: string): Promise<Buffer | undefined> => {
  const handle = await openFile(folder, path)
  if (!handle) return undefined
  try {
    return await handle.readFile()
  } finally {
    await handle.close()
  }
}
