import { link, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isMissing, makeFolder } from '../disk/folders.js'

const isThere = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'EEXIST'

/**
 * Which contents are in doubt, over a crash too: one more link to each, in a folder of their own. A link is one step of
 * the system, made before a content gets its name and taken away when its document is stored.
 */
export class Doubts {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** `path` is where the content is; `name` is its own. Throws ENOENT where there is none. */
  async add(path: string, name: string): Promise<void> {
    try {
      await this.#link(path, name)
    } catch (error) {
      if (!isMissing(error)) throw error
      await makeFolder(this.#folder)
      await this.#link(path, name)
    }
  }

  async remove(name: string): Promise<void> {
    await rm(join(this.#folder, name), { force: true })
  }

  async names(): Promise<string[]> {
    try {
      return await readdir(this.#folder)
    } catch (error) {
      if (isMissing(error)) return []
      throw error
    }
  }

  async #link(path: string, name: string): Promise<void> {
    try {
      await link(path, join(this.#folder, name))
    } catch (error) {
      if (!isThere(error)) throw error
    }
  }
}
