import { posix } from 'node:path'
import { StoreError, type Draft } from '@cozy-jobs/store'
import { Serial } from '../installs/serial.js'
import type { Instance } from '../instances/api.js'
import { FILE_ERRORS } from './errors.js'
import { isDirectory, type Directory, type FileEntry } from './file-document.js'
import { FILES, ROOT_ID } from './tree.js'

const CHILDREN = { index: { fields: ['dir_id', 'name'] }, ddoc: 'dir-children', name: 'dir-children' }
const PATHS = { index: { fields: ['path'] }, ddoc: 'dir-by-path', name: 'dir-by-path' }

/** As many children as one answer holds. */
const LONGEST = 1000

const checkName = (name: string): void => {
  if (name === '' || name === '.' || name === '..' || /[/\0\n\r]/.test(name)) throw FILE_ERRORS.badName()
}

/** One after the other per instance: two of the same name must not come to be in the same directory. */
const serial = new Serial()

/** The tree of files of one instance. Every refusal is a `JsonApiError` in the real stack's words. */
export class FileSystem {
  readonly #instance: Instance

  constructor(instance: Instance) {
    this.#instance = instance
  }

  async byId(id: string): Promise<FileEntry> {
    try {
      return (await this.#instance.documents.get(FILES, id)) as FileEntry
    } catch (error) {
      if (error instanceof StoreError && error.code === 'not_found') throw FILE_ERRORS.missing()
      throw error
    }
  }

  async directory(id: string): Promise<Directory | undefined> {
    const entry = await this.byId(id).catch(() => undefined)
    return entry && isDirectory(entry) ? entry : undefined
  }

  async byPath(path: string): Promise<FileEntry> {
    if (!path.startsWith('/')) throw FILE_ERRORS.notAbsolute()
    const clean = posix.normalize(path).replace(/(.)\/$/, '$1')
    if (clean === '/') return this.byId(ROOT_ID)
    const [directory] = await this.#find(PATHS, { path: clean })
    if (directory) return directory
    const [parent] = await this.#find(PATHS, { path: posix.dirname(clean) })
    const child = parent && (await this.child(parent._id, posix.basename(clean)))
    if (!child) throw FILE_ERRORS.missing()
    return child
  }

  async child(directory: string, name: string): Promise<FileEntry | undefined> {
    return (await this.#find(CHILDREN, { dir_id: directory, name }))[0]
  }

  children(directory: string): Promise<FileEntry[]> {
    return this.#find(CHILDREN, { dir_id: directory, name: { $gt: null } })
  }

  /** Where it lies. */
  async pathOf(entry: Draft & { dir_id?: string; name?: string }): Promise<string> {
    const parent = await this.directory(entry.dir_id ?? ROOT_ID)
    if (!parent) throw FILE_ERRORS.parentMissing()
    return posix.join(parent.path, entry.name ?? '')
  }

  /** Stores what is new, or what has moved, unless its directory has one of its name. */
  async place<T extends Draft & { dir_id: string; name: string }>(draft: T): Promise<FileEntry> {
    checkName(draft.name)
    return serial.run(this.#instance.prefix, async () => {
      const there = await this.child(draft.dir_id, draft.name)
      if (there && there._id !== draft._id) throw FILE_ERRORS.exists()
      return this.put(draft)
    })
  }

  async put(draft: Draft): Promise<FileEntry> {
    return (await this.#instance.documents.put(FILES, draft)) as FileEntry
  }

  async #find(index: typeof CHILDREN, selector: Record<string, unknown>): Promise<FileEntry[]> {
    // Made once: the second time finds that it is there.
    await this.#instance.documents.createIndex(FILES, index)
    const { docs } = await this.#instance.documents.find(FILES, {
      selector,
      use_index: `_design/${index.ddoc}`,
      limit: LONGEST
    })
    return docs as unknown as FileEntry[]
  }
}

export { checkName }
