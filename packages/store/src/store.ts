import type { ChangeListener, DocumentStore, FileStore, Store } from './api.js'
import { Databases } from './documents/databases.js'
import { InstanceDocuments } from './documents/document-store.js'
import type { Location } from './documents/location.js'
import type { Contents } from './files/contents.js'
import { Listeners } from './listeners.js'

/** What differs between a store in memory and one on disk. */
export interface StoreParts {
  location: Location
  contents: Contents
  /** Gives the data folder back. */
  release(): Promise<void>
}

/** Documents and files of all instances. */
export class EmbeddedStore implements Store {
  readonly #parts: StoreParts
  readonly #listeners = new Listeners()
  readonly #databases: Databases
  #closing: Promise<void> | undefined

  constructor(parts: StoreParts) {
    this.#parts = parts
    this.#databases = new Databases(parts.location, changes => this.#listeners.tell(changes))
  }

  documents(prefix: string): DocumentStore {
    return new InstanceDocuments(prefix, this.#databases, this.#parts.location)
  }

  files(prefix: string): FileStore {
    return this.#parts.contents.of(prefix)
  }

  prefixes(): Promise<string[]> {
    return this.#parts.location.prefixes()
  }

  async destroy(prefix: string): Promise<void> {
    for (const doctype of await this.#parts.location.doctypes(prefix))
      await this.#databases.drop(prefix, doctype)
    await this.#parts.contents.destroy(prefix)
  }

  onChange(listener: ChangeListener): () => void {
    return this.#listeners.add(listener)
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    try {
      await this.#databases.close()
    } finally {
      await this.#parts.release()
    }
  }
}
