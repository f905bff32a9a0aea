import { posix } from 'node:path'
import { StoreError, type Draft } from '@cozy-jobs/store'
import { Serial } from '../installs/serial.js'
import type { Instance } from '../instances/api.js'
import { FILE_ERRORS } from './errors.js'
import { isDirectory, type Directory, type FileEntry } from './file-document.js'
import { FILES, isInTrash, ROOT_ID } from './tree.js'

const CHILDREN = { index: { fields: ['dir_id', 'name'] }, ddoc: 'dir-children', name: 'dir-children' }
const LISTING = { index: { fields: ['dir_id', 'type', 'name'] }, ddoc: 'dir-listing', name: 'dir-listing' }
const PATHS = { index: { fields: ['path'] }, ddoc: 'dir-by-path', name: 'dir-by-path' }

/** As many entries are read at once. */
const BATCH = 1000

/** A place in the listing of a directory. */
export interface Position {
  type: 'directory' | 'file'
  name: string
}

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

  /** What a directory holds, in portions: it may be more than fits in memory at once. */
  async *children(directory: string): AsyncGenerator<FileEntry[]> {
    let last: string | null = null
    for (;;) {
      const portion = await this.#find(CHILDREN, { dir_id: directory, name: { $gt: last } })
      if (portion.length > 0) yield portion
      if (portion.length < BATCH) return
      last = portion.at(-1)?.name ?? null
    }
  }

  /** What a directory holds, directories first, in order of their names. */
  async listing(
    directory: string,
    { from, skip = 0, limit }: { from?: Position; skip?: number; limit: number }
  ): Promise<FileEntry[]> {
    const of = (type: unknown, name: unknown, most: number): Promise<FileEntry[]> =>
      this.#find(LISTING, { dir_id: directory, type, name }, { skip, limit: most })
    if (!from) return of({ $gt: null }, { $gt: null }, limit)
    const first = await of(from.type, { $gte: from.name }, limit)
    if (from.type === 'file' || first.length === limit) return first
    return [...first, ...(await of('file', { $gt: null }, limit - first.length))]
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

  /** One that the stack makes of itself, on the way to another. */
  async makeDirectory(parent: Directory, name: string, now: Date): Promise<Directory> {
    const date = now.toISOString()
    return (await this.place({
      type: 'directory',
      name,
      dir_id: parent._id,
      created_at: date,
      updated_at: date,
      path: posix.join(parent.path, name),
      cozyMetadata: { doctypeVersion: '1', metadataVersion: 1, createdAt: date, updatedAt: date }
    })) as Directory
  }

  /** Stores an entry in another directory or under another name: what lies below a directory follows. */
  async move(entry: FileEntry, moved: FileEntry): Promise<FileEntry> {
    checkName(moved.name ?? '')
    return serial.run(this.#instance.prefix, async () => {
      if (isDirectory(moved) && moved.path.startsWith(`${(entry as Directory).path}/`)) {
        throw FILE_ERRORS.badMove()
      }
      const there = await this.child(moved.dir_id ?? '', moved.name ?? '')
      if (there && there._id !== entry._id) throw FILE_ERRORS.exists()
      const stored = await this.put(moved)
      if (isDirectory(stored) && stored.path !== (entry as Directory).path) await this.#follow(stored)
      return stored
    })
  }

  async put(draft: Draft): Promise<FileEntry> {
    return (await this.#instance.documents.put(FILES, draft)) as FileEntry
  }

  /** Below a directory that has moved paths change, and files learn whether they are in the trash. */
  async #follow(directory: Directory): Promise<void> {
    const trashed = isInTrash(directory.path)
    for await (const portion of this.children(directory._id)) {
      const moved = portion
        .filter(child => isDirectory(child) || child.trashed !== trashed)
        .map(child =>
          isDirectory(child)
            ? { ...child, path: posix.join(directory.path, child.name ?? '') }
            : { ...child, trashed }
        )
      await this.#instance.documents.bulk(FILES, moved)
      for (const child of moved) if (isDirectory(child)) await this.#follow(child)
    }
  }

  async #find(
    index: typeof CHILDREN,
    selector: Record<string, unknown>,
    page: { skip?: number; limit: number } = { limit: BATCH }
  ): Promise<FileEntry[]> {
    // Made once: the second time finds that it is there.
    await this.#instance.documents.createIndex(FILES, index)
    const { docs } = await this.#instance.documents.find(FILES, {
      selector,
      use_index: `_design/${index.ddoc}`,
      ...page
    })
    return docs as unknown as FileEntry[]
  }
}

export { checkName }
