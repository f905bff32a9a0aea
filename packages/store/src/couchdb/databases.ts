import type { Tell } from '../documents/database.js'
import type { DatabaseDirectory, DatabaseSource, DoctypeDatabase } from '../documents/doctype-database.js'
import { storeClosed } from '../documents/refusals.js'
import { StoreError } from '../errors.js'
import { CouchDatabase } from './database.js'
import type { CouchClient } from './client.js'
import { databaseName, namesOf, readName } from './names.js'

/**
 * One shard for a database: the documents of one person are few, and the feed of changes is in the order of the writes.
 * How many copies there are is left to the cluster.
 */
const SHARDS = 1

/** The databases of a CouchDB. */
export class CouchDatabases implements DatabaseSource, DatabaseDirectory {
  readonly #client: CouchClient
  readonly #tell: Tell
  readonly #open = new Map<string, CouchDatabase>()
  /** Those that were seen to be there. */
  readonly #made = new Set<string>()
  #uses = 0
  #idle: (() => void)[] = []
  #closed = false

  constructor(client: CouchClient, tell: Tell) {
    this.#client = client
    this.#tell = tell
  }

  async use<Result>(
    prefix: string,
    doctype: string,
    create: boolean,
    work: (database: DoctypeDatabase) => Promise<Result>
  ): Promise<Result> {
    return this.#during(async () => {
      const name = databaseName(prefix, doctype)
      if (create) await this.#make(name)
      return work(this.#databaseOf(name, prefix, doctype))
    })
  }

  drop(prefix: string, doctype: string): Promise<void> {
    return this.#during(async () => {
      const name = databaseName(prefix, doctype)
      this.#made.delete(name)
      this.#open.delete(name)
      await this.#client.ask({ method: 'DELETE', path: encodeURIComponent(name) })
    })
  }

  has(prefix: string, doctype: string): Promise<boolean> {
    return this.#during(async () => {
      try {
        await this.#client.ask({ method: 'HEAD', path: encodeURIComponent(databaseName(prefix, doctype)) })
        return true
      } catch (error) {
        // A name that CouchDB does not take is that of no database.
        if (error instanceof StoreError && error.status < 500) return false
        throw error
      }
    })
  }

  async doctypes(prefix: string): Promise<string[]> {
    const { startkey, endkey } = namesOf(prefix)
    const names = await this.#names({ startkey: JSON.stringify(startkey), endkey: JSON.stringify(endkey) })
    return names.map(({ doctype }) => doctype).sort()
  }

  async prefixes(): Promise<string[]> {
    return [...new Set((await this.#names({})).map(({ prefix }) => prefix))].sort()
  }

  /** Throws `unavailable` where there is no CouchDB, or it refuses the user. */
  async check(): Promise<void> {
    await this.#names({ limit: '1' })
  }

  /** Waits for what is on its way. */
  async close(): Promise<void> {
    this.#closed = true
    if (this.#uses > 0) await new Promise<void>(resolve => this.#idle.push(resolve))
    this.#client.close()
  }

  #databaseOf(name: string, prefix: string, doctype: string): CouchDatabase {
    const known = this.#open.get(name)
    if (known) return known
    const create = (): Promise<void> => {
      this.#made.delete(name)
      return this.#make(name)
    }
    const path = encodeURIComponent(name)
    const database = new CouchDatabase({ prefix, doctype }, path, this.#client, this.#tell, create)
    this.#open.set(name, database)
    return database
  }

  async #make(name: string): Promise<void> {
    if (this.#made.has(name)) return
    try {
      await this.#client.ask({ method: 'PUT', path: encodeURIComponent(name), query: { q: SHARDS } })
    } catch (error) {
      if (!(error instanceof StoreError) || (error.code as string) !== 'file_exists') throw error
    }
    this.#made.add(name)
  }

  async #names(query: Record<string, string>): Promise<{ prefix: string; doctype: string }[]> {
    const names = await this.#during(() =>
      this.#client.ask<string[]>({ method: 'GET', path: '_all_dbs', query })
    )
    return names.flatMap(name => readName(name) ?? [])
  }

  async #during<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#closed) throw storeClosed()
    this.#uses++
    try {
      return await work()
    } finally {
      if (--this.#uses === 0) for (const resolve of this.#idle.splice(0)) resolve()
    }
  }
}
