import { randomUUID } from 'node:crypto'
import { toFolderName } from '../disk/names.js'
import type { Location } from './location.js'

/** PouchDB's memory is one for the whole process: each store has names of its own in it. */
export class MemoryLocation implements Location {
  readonly kind = 'memory'
  readonly #id = randomUUID()
  readonly #doctypes = new Map<string, Set<string>>()

  async has(prefix: string, doctype: string): Promise<boolean> {
    return this.#doctypes.get(prefix)?.has(doctype) ?? false
  }

  async make(prefix: string, doctype: string): Promise<string> {
    // The names of folders, so that what is refused on disk is refused here.
    const name = `${this.#id}/${toFolderName(prefix)}/${toFolderName(doctype)}`
    const doctypes = this.#doctypes.get(prefix) ?? new Set()
    this.#doctypes.set(prefix, doctypes.add(doctype))
    return name
  }

  async remove(prefix: string, doctype: string): Promise<void> {
    const doctypes = this.#doctypes.get(prefix)
    doctypes?.delete(doctype)
    if (doctypes?.size === 0) this.#doctypes.delete(prefix)
  }

  async doctypes(prefix: string): Promise<string[]> {
    return [...(this.#doctypes.get(prefix) ?? [])].sort()
  }

  async prefixes(): Promise<string[]> {
    return [...this.#doctypes.keys()].sort()
  }
}
