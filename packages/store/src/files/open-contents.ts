import { join, resolve } from 'node:path'
import type { FilesPlace } from '../api.js'
import type { Contents } from './contents.js'
import { DiskContents } from './disk-contents.js'
import { MemoryContents } from './memory-contents.js'

/** Takes a folder for this process, and gives what gives it back. */
type Take = (folder: string) => Promise<() => Promise<void>>

export interface OpenContents {
  contents: Contents
  /** Gives all folders back. */
  release(): Promise<void>
}

/** Of our own in the folder of the caller's, which may be a home folder: we clear away what a crash has left there. */
const OWN = 'cozy-jobs'

/** Where the contents of files are: in `files`, else in the data folder, else in memory. All folders are taken. */
export async function openContents(
  { folder, files }: { folder?: string | undefined; files?: FilesPlace | undefined },
  take: Take
): Promise<OpenContents> {
  const taken: (() => Promise<void>)[] = []
  const release = async (): Promise<void> => {
    for (const giveBack of taken.splice(0).reverse()) await giveBack()
  }
  const takeToo = async (path: string): Promise<string> => {
    taken.push(await take(path))
    return path
  }
  try {
    const data = folder === undefined ? undefined : await takeToo(resolve(folder))
    const place = typeof files === 'object' ? await takeToo(join(resolve(files.folder), OWN)) : data
    const inMemory = files === 'memory' || place === undefined
    return { contents: inMemory ? new MemoryContents() : new DiskContents(place), release }
  } catch (error) {
    await release()
    throw error
  }
}
