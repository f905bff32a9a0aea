import type { ChangeListener, DocumentStore, FileStore, Store } from '../api.js'
import { InstanceDocuments } from '../documents/document-store.js'
import type { Contents } from '../files/contents.js'
import { Listeners } from '../listeners.js'
import type { CouchClient } from './client.js'
import { CouchDatabases } from './databases.js'
import { CouchUnavailable, cannotOpen } from './failures.js'

/** Where the contents of files are, and what gives their folder back. */
export interface CouchParts {
  contents: Contents
  release(): Promise<void>
}

/** Documents in a CouchDB, the contents of files beside it. */
export class CouchStore implements Store {
  readonly #parts: CouchParts
  readonly #listeners = new Listeners()
  readonly #databases: CouchDatabases
  #closing: Promise<void> | undefined

  private constructor(client: CouchClient, parts: CouchParts) {
    this.#parts = parts
    this.#databases = new CouchDatabases(client, changes => this.#listeners.tell(changes))
  }

  /** Throws `unavailable`, and gives the folders back then. */
  static async open(client: CouchClient, parts: CouchParts): Promise<CouchStore> {
    const store = new CouchStore(client, parts)
    try {
      await store.#databases.check()
      return store
    } catch (error) {
      await store.close()
      throw error instanceof CouchUnavailable ? cannotOpen(client.address, error.failure) : error
    }
  }

  documents(prefix: string): DocumentStore {
    return new InstanceDocuments(prefix, this.#databases, this.#databases)
  }

  files(prefix: string): FileStore {
    return this.#parts.contents.of(prefix)
  }

  prefixes(): Promise<string[]> {
    return this.#databases.prefixes()
  }

  async destroy(prefix: string): Promise<void> {
    for (const doctype of await this.#databases.doctypes(prefix)) await this.#databases.drop(prefix, doctype)
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
