import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Store, StoreOptions } from './api.js'
import { DiskLocation } from './disk/disk-location.js'
import { makeFolder } from './disk/folders.js'
import { lock } from './disk/lock.js'
import { onDisk } from './disk/unusable.js'
import { MemoryLocation } from './documents/memory-location.js'
import { MemoryContents } from './files/memory-contents.js'
import { openContents } from './files/open-contents.js'
import { EmbeddedStore } from './store.js'

/** Milliseconds for one question to CouchDB: it may build an index first. */
const COUCH_TIMEOUT = 60_000

/**
 * Opens a store. Its folders are made where they are missing, and locked until `close`. Throws `locked`, `unusable`,
 * `unavailable`.
 *
 * @example
 * const store = await openStore({ kind: 'memory' })
 * const bank = await store.documents('cozy1').put('io.cozy.bank.accounts', { label: 'Savings' })
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  if (options.kind === 'memory') {
    return new EmbeddedStore({
      location: new MemoryLocation(),
      contents: new MemoryContents(),
      release: async () => {}
    })
  }
  if (options.kind === 'couchdb') return openCouch(options)
  const opened = await openContents(options, take)
  return new EmbeddedStore({ location: new DiskLocation(resolve(options.folder)), ...opened })
}

async function openCouch(options: StoreOptions & { kind: 'couchdb' }): Promise<Store> {
  const { CouchClient } = await import('./couchdb/client.js')
  const { CouchStore } = await import('./couchdb/couch-store.js')
  const client = new CouchClient(options.url, options.timeout ?? COUCH_TIMEOUT)
  return CouchStore.open(client, await openContents(options, take))
}

const take = (folder: string): Promise<() => Promise<void>> =>
  onDisk(`open the data folder ${folder}`, () => takeFolder(folder))

async function takeFolder(folder: string): Promise<() => Promise<void>> {
  await makeFolder(folder)
  const release = await lock(folder)
  // What a crash left of writes and removals that were not finished.
  for (const name of ['trash', 'temporary']) await rm(join(folder, name), { recursive: true, force: true })
  return release
}
