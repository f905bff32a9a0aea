import type { Store } from '../api.js'
import { PartedStore, type StoreParts } from '../store.js'
import { CouchClient } from './client.js'
import { CouchDatabases } from './databases.js'
import { CouchUnavailable, cannotOpen } from './failures.js'

/** Milliseconds for one question: it may build an index first. */
const TIMEOUT = 60_000

/**
 * Documents in a CouchDB, the contents of files beside it. Throws `unavailable`; no folder is left open then.
 */
export const openCouch = async (
  { url, timeout = TIMEOUT }: { url: string; timeout?: number },
  openParts: () => Promise<Omit<StoreParts, 'databases'>>
): Promise<Store> => {
  const client = new CouchClient(url, timeout)
  const store = new PartedStore({
    ...(await openParts()),
    databases: tell => {
      const databases = new CouchDatabases(client, tell)
      return { source: databases, directory: databases }
    }
  })
  try {
    await store.databases.source.check()
    return store
  } catch (error) {
    await store.close()
    throw error instanceof CouchUnavailable ? cannotOpen(client.address, error.failure) : error
  }
}
