import { rmSync } from 'node:fs'
import { makeTagged, removeRunFolder } from './run-folder.js'

/** A folder for as long as something takes. */
export interface TemporaryFolder {
  path: string
  remove: () => Promise<void>
}

/** Those of this process that are there now. */
const there = new Set<string>()

const removeAll = (): void => {
  for (const path of there) rmSync(path, { recursive: true, force: true })
}

/**
 * Makes a folder in the system's own for temporary files, `cozy-jobs-<name>-…`. It goes with its process, also where that
 * ends without waiting for it; where that is killed, the next stack's `removeDeadRuns` removes it.
 */
export const makeTemporaryFolder = async (name: string): Promise<TemporaryFolder> => {
  const path = await makeTagged(`cozy-jobs-${name}`)
  if (there.size === 0) process.on('exit', removeAll)
  there.add(path)
  return {
    path,
    remove: async () => {
      await removeRunFolder(path)
      there.delete(path)
      if (there.size === 0) process.off('exit', removeAll)
    }
  }
}
