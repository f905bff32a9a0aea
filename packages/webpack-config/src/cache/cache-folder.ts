import { accessSync, constants, lstatSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'

const isWritableFolder = (path: string): boolean => {
  try {
    mkdirSync(path, { recursive: true })
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/**
 * Where the caches of a job's builds are kept: in the nearest `node_modules` at or above its folder. That is never
 * committed, never part of a build, and goes away with what was installed. Undefined where there is none, where it
 * cannot be written, or where it is a link: then it is somebody else's.
 */
export const cacheFolder = (folder: string): string | undefined => {
  for (let at = folder; ; at = dirname(at)) {
    const modules = join(at, 'node_modules')
    const found = lstatSync(modules, { throwIfNoEntry: false })
    if (found) {
      const kept = join(modules, '.cache', 'cozy-jobs')
      return found.isDirectory() && isWritableFolder(kept) ? kept : undefined
    }
    if (dirname(at) === at) return undefined
  }
}
