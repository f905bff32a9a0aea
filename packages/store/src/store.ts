import type { ChangeListener, DocumentStore, FileStore, Store } from './api.js'
import type { Tell } from './documents/database.js'
import type { DatabaseDirectory, DatabaseSource } from './documents/doctype-database.js'
import { InstanceDocuments } from './documents/document-store.js'
import type { Contents } from './files/contents.js'
import { Listeners } from './listeners.js'

/** The databases of a store, whoever keeps them. */
export interface StoredDatabases {
  source: DatabaseSource & { close(): Promise<void> }
  directory: DatabaseDirectory & { prefixes(): Promise<string[]> }
}

/** What differs between stores: in memory, on disk, in a CouchDB. */
export interface StoreParts<Databases extends StoredDatabases = StoredDatabases> {
  /** `tell` is to be told of every change. */
  databases: (tell: Tell) => Databases
  contents: Contents
  /** Gives the data folder back. */
  release(): Promise<void>
}

/** Documents and files of all instances. */
export class PartedStore<Databases extends StoredDatabases = StoredDatabases> implements Store {
  readonly databases: Databases
  readonly #parts: StoreParts<Databases>
  readonly #listeners = new Listeners()
  #closing: Promise<void> | undefined

  constructor(parts: StoreParts<Databases>) {
    this.#parts = parts
    this.databases = parts.databases(changes => this.#listeners.tell(changes))
  }

  documents(prefix: string): DocumentStore {
    return new InstanceDocuments(prefix, this.databases.source, this.databases.directory)
  }

  files(prefix: string): FileStore {
    return this.#parts.contents.of(prefix)
  }

  prefixes(): Promise<string[]> {
    return this.databases.directory.prefixes()
  }

  async destroy(prefix: string): Promise<void> {
    const { source, directory } = this.databases
    for (const doctype of await directory.doctypes(prefix)) await source.drop(prefix, doctype)
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
      await this.databases.source.close()
    } finally {
      await this.#parts.release()
    }
  }
}
