import { posix } from 'node:path'
import { sequentialId, StoreError, type DocumentStore, type Draft } from '@cozy-jobs/store'
import { Serial } from '../installs/serial.js'
import type { Instance } from '../instances/api.js'
import { mendMove, moveDirectory } from './directory-moves.js'
import { FILE_ERRORS } from './errors.js'
import { isDirectory, type Directory, type FileEntry, type StoredFile } from './file-document.js'
import { FILES, isInTrash, ROOT_ID } from './tree.js'

// `dir-children` is an index of the real stack, by `dir_id` and `_id`.
const CHILDREN = { index: { fields: ['dir_id', 'name'] }, ddoc: 'dir-names' }
const LISTING = { index: { fields: ['dir_id', 'type', 'name'] }, ddoc: 'dir-listing' }
const PATHS = { index: { fields: ['path'] }, ddoc: 'dir-by-path' }

/** As many entries are read at once. */
const BATCH = 1000

/** A place in the listing of a directory. */
export interface Position {
  type: 'directory' | 'file'
  name: string
}

/** Levels of directories, as the real stack counts them. */
const DEEPEST = 512

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
    if (id.startsWith('_')) throw FILE_ERRORS.badId(id)
    try {
      return (await this.#instance.documents.get(FILES, id)) as FileEntry
    } catch (error) {
      if (error instanceof StoreError && error.code === 'not_found') throw FILE_ERRORS.missing()
      throw error
    }
  }

  /** Whether it lies in the trash: what was moved there is not marked as what was thrown away. */
  async isInTrash(file: StoredFile): Promise<boolean> {
    return file.trashed || isInTrash(await this.pathOf(file))
  }

  async directory(id: string): Promise<Directory | undefined> {
    const entry = await this.byId(id).catch(() => undefined)
    return entry && isDirectory(entry) ? entry : undefined
  }

  async byPath(path: string): Promise<FileEntry> {
    if (!path.startsWith('/')) throw FILE_ERRORS.notAbsolute()
    const clean = posix.normalize(path).replace(/(.)\/$/, '$1')
    if (clean === '/') return this.byId(ROOT_ID)
    const directory = await this.#directoryAt(clean)
    if (directory) return directory
    const parent = await this.#directoryAt(posix.dirname(clean))
    const child = parent && (await this.child(parent._id, posix.basename(clean)))
    if (!child) throw FILE_ERRORS.missing()
    return child
  }

  async child(directory: string, name: string): Promise<FileEntry | undefined> {
    // The index finds what has the same place in its order; a name is the same byte for byte.
    return (await this.#find(CHILDREN, { dir_id: directory, name })).find(entry => entry.name === name)
  }

  /** What a directory holds, in portions: it may be more than fits in memory at once. */
  async *children(directory: string): AsyncGenerator<FileEntry[]> {
    let before: FileEntry[] = []
    for (;;) {
      const last = before.at(-1)?.name
      // Not beyond it: two names may differ and have one place in the order, `a` and `a` with an invisible character.
      const name = last === undefined ? { $gt: null } : { $gte: last }
      const found = await this.#find(CHILDREN, { dir_id: directory, name })
      const seen = new Set(before.map(({ _id }) => _id))
      const portion = found.filter(({ _id }) => !seen.has(_id))
      if (portion.length > 0) yield portion
      if (portion.length === 0 || found.length < BATCH) return
      before = found
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

  /** Runs what must not see the tree in the middle of a move. */
  undisturbed<T>(work: (documents: DocumentStore) => Promise<T>): Promise<T> {
    return serial.run(this.#instance.prefix, () => work(this.#instance.documents))
  }

  /** Ends a move that a crash has cut off. */
  mend(): Promise<void> {
    return this.undisturbed(() => mendMove(this.#instance, directory => this.children(directory)))
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
    if (typeof draft.path === 'string' && draft.path.split('/').length > DEEPEST) throw FILE_ERRORS.tooDeep()
    return serial.run(this.#instance.prefix, async () => {
      const there = await this.child(draft.dir_id, draft.name)
      if (there && there._id !== draft._id) throw FILE_ERRORS.exists()
      return this.put(draft)
    })
  }

  /** One that is made by its path, or of the stack itself on the way to another: nobody is said to have made it. */
  async makeDirectory(
    parent: Directory,
    name: string,
    { now, tags = [] }: { now: Date; tags?: string[] }
  ): Promise<Directory> {
    const date = now.toISOString()
    return (await this.place({
      type: 'directory',
      name,
      dir_id: parent._id,
      created_at: date,
      updated_at: date,
      ...(tags.length > 0 && { tags }),
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
      if (!isDirectory(moved) || moved.path === (entry as Directory).path) return this.put(moved)
      return moveDirectory(this.#instance, directory => this.children(directory), moved)
    })
  }

  async put(draft: Draft): Promise<FileEntry> {
    return (await this.#instance.documents.put(FILES, { _id: sequentialId(), ...draft })) as FileEntry
  }

  async #directoryAt(path: string): Promise<FileEntry | undefined> {
    return (await this.#find(PATHS, { path })).find(entry => isDirectory(entry) && entry.path === path)
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
