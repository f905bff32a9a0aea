import { createHash } from 'node:crypto'

/** What every file system takes as one name, less what is put behind it. */
const LONGEST = 120

/**
 * A version as the name of one folder, its own and no other's. Versions come out of manifests and registries: none may
 * lead anywhere else.
 */
export const folderName = (version: string): string => {
  if (
    /^[A-Za-z0-9][A-Za-z0-9.+_-]*$/.test(version) &&
    version.length <= LONGEST &&
    !version.endsWith('.part')
  ) {
    return version
  }
  return `_${createHash('sha256').update(version).digest('hex')}`
}
