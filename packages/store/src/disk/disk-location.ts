import { rename, rm, rmdir } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Location } from '../documents/location.js'
import { foldersIn, isMissing, makeFolder } from './folders.js'
import { fromFolderName, toFolderName } from './names.js'

/** One folder for each instance in `documents`, one for each doctype in that. */
export class DiskLocation implements Location {
  readonly kind = 'disk'
  readonly #documents: string
  readonly #trash: string
  /** The folder is locked, so nobody else adds to it: it is read once for each instance. */
  readonly #known = new Map<string, Promise<Set<string>>>()

  constructor(folder: string) {
    this.#documents = join(folder, 'documents')
    this.#trash = join(folder, 'trash')
  }

  async has(prefix: string, doctype: string): Promise<boolean> {
    return (await this.#doctypesOf(prefix)).has(doctype)
  }

  async make(prefix: string, doctype: string): Promise<string> {
    const doctypes = await this.#doctypesOf(prefix)
    const path = this.#pathOf(prefix, doctype)
    doctypes.add(doctype)
    return makeFolder(path)
  }

  /** Moved away in one step, so that a crash leaves no half of a database. */
  async remove(prefix: string, doctype: string): Promise<void> {
    const aside = join(await makeFolder(this.#trash), randomUUID())
    await rename(this.#pathOf(prefix, doctype), aside).catch(error => {
      if (!isMissing(error)) throw error
    })
    const doctypes = await this.#doctypesOf(prefix)
    doctypes.delete(doctype)
    await rm(aside, { recursive: true, force: true })
    // Refused where something was made meanwhile, and that is right.
    if (doctypes.size === 0) await rmdir(join(this.#documents, toFolderName(prefix))).catch(() => {})
  }

  async doctypes(prefix: string): Promise<string[]> {
    return [...(await this.#doctypesOf(prefix))].sort()
  }

  async prefixes(): Promise<string[]> {
    return (await foldersIn(this.#documents)).map(fromFolderName).sort()
  }

  #pathOf(prefix: string, doctype: string): string {
    return join(this.#documents, toFolderName(prefix), toFolderName(doctype))
  }

  #doctypesOf(prefix: string): Promise<Set<string>> {
    const known = this.#known.get(prefix)
    if (known) return known
    const folder = join(this.#documents, toFolderName(prefix))
    const read = foldersIn(folder).then(names => new Set(names.map(fromFolderName)))
    this.#known.set(prefix, read)
    return read
  }
}
