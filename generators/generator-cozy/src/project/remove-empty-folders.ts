import { rmdirSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Removes the folders below `folder` that held nothing but the files of these paths, as git would. */
export const removeEmptyFolders = (folder: string, paths: readonly string[]): void => {
  for (const path of paths) {
    for (let at = dirname(path); at !== '.'; at = dirname(at)) {
      try {
        rmdirSync(join(folder, at))
      } catch {
        // Something is in it, so that those above are not empty either.
        break
      }
    }
  }
}
