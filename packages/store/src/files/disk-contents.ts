import { join } from 'node:path'
import { rename, rm } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import type { FileStore } from '../api.js'
import { isMissing, makeFolder } from '../disk/folders.js'
import { toFolderName } from '../disk/names.js'
import type { Contents } from './contents.js'
import { DiskFiles } from './disk-files.js'

/** One folder for each instance in `files`. */
export class DiskContents implements Contents {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  of(prefix: string): FileStore {
    return new DiskFiles(this.#folderOf(prefix), {
      temporary: join(this.#folder, 'temporary'),
      doubts: this.#doubtsOf(prefix)
    })
  }

  /** Moved away in one step, so that a crash leaves no half of an instance. */
  async destroy(prefix: string): Promise<void> {
    const trash = await makeFolder(join(this.#folder, 'trash'))
    const aside = join(trash, randomUUID())
    await rename(this.#folderOf(prefix), aside).catch(error => {
      if (!isMissing(error)) throw error
    })
    await rm(aside, { recursive: true, force: true })
    await rm(this.#doubtsOf(prefix), { recursive: true, force: true })
  }

  #folderOf(prefix: string): string {
    return join(this.#folder, 'files', toFolderName(prefix))
  }

  #doubtsOf(prefix: string): string {
    return join(this.#folder, 'doubts', toFolderName(prefix))
  }
}
