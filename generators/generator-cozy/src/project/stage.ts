import { mkdtemp, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Tree } from './plan.js'

const PREFIX = '.generator-cozy-'

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Removes what a generator left in a folder that was killed while it wrote. */
export const clearDeadStages = async (folder: string): Promise<void> => {
  for (const name of await readdir(folder)) {
    const pid = Number(new RegExp(`^\\${PREFIX}(\\d+)-`).exec(name)?.[1])
    if (pid && !isRunning(pid)) await rm(join(folder, name), { recursive: true, force: true })
  }
}

/** A folder on the same disk in which files are written first; renaming from it copies nothing. */
export const openStage = (folder: string): Promise<string> =>
  mkdtemp(join(folder, `${PREFIX}${process.pid}-`))

/** Writes a tree below a folder; stops between two files where `checkpoint` throws. */
export const writeTree = async (folder: string, tree: Tree, checkpoint: () => void): Promise<void> => {
  for (const path of Object.keys(tree)) {
    checkpoint()
    const target = join(folder, path)
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, tree[path] ?? '', { flag: 'wx' })
  }
  // A signal of this very moment is heard only once the loop turns.
  await new Promise(resolve => setImmediate(resolve))
  checkpoint()
}
