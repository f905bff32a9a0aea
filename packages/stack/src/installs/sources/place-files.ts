import { constants } from 'node:fs'
import { copyFile, mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { INSTALL_ERRORS } from '../errors.js'
import { withoutPrefix } from './archive-path.js'

/** A file stands where a folder has to be, or the other way round. */
const COLLISIONS = ['EEXIST', 'ENOTDIR', 'EISDIR']

/**
 * Copies unpacked files to where they belong once the folder that an archive puts around them is taken off. They were
 * unpacked on what may be another file system.
 */
export const placeFiles = async (
  unpacked: string,
  paths: readonly string[],
  prefix: string,
  target: string
): Promise<void> => {
  try {
    for (const path of new Set(paths)) {
      const to = join(target, withoutPrefix(path, prefix))
      await mkdir(dirname(to), { recursive: true })
      await copyFile(join(unpacked, path), to, constants.COPYFILE_FICLONE)
    }
  } catch (error) {
    const collides = COLLISIONS.includes((error as NodeJS.ErrnoException).code ?? '')
    throw collides ? INSTALL_ERRORS.badArchive() : error
  }
}
