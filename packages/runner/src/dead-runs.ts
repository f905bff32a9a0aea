import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isDead } from './owner.js'
import { endProcessesOf } from './processes.js'
import { removeRunFolder, runsFolder, TAGGED } from './run-folder.js'

/** Made by this user, and no link that somebody has put there. */
const isOwn = async (path: string): Promise<boolean> => {
  const info = await lstat(path)
  return info.isDirectory() && info.uid === (process.getuid?.() ?? info.uid)
}

/**
 * Ends the jobs of stacks that were killed, and removes their run folders: of these nobody waits for an outcome any
 * more, and what runs would run beside its own second execution. Their other temporary folders go as well. `folder` is
 * where all of these are made.
 */
export const removeDeadRuns = async (folder?: string): Promise<void> => {
  const place = folder ?? (await runsFolder())
  for (const name of await readdir(place)) {
    const [, tag] = TAGGED.exec(name) ?? []
    if (tag === undefined || !isDead(tag)) continue
    const path = join(place, name)
    try {
      if (!(await isOwn(path))) continue
      endProcessesOf({ folder: path })
      await removeRunFolder(path)
    } catch {
      // Another stack that starts at this moment may be about the same one.
    }
  }
}
