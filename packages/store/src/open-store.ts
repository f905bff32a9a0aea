import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Store, StoreOptions } from './api.js'
import { DiskLocation } from './disk/disk-location.js'
import { makeFolder } from './disk/folders.js'
import { lock } from './disk/lock.js'
import { onDisk } from './disk/unusable.js'
import { Databases } from './documents/databases.js'
import type { Location } from './documents/location.js'
import { MemoryLocation } from './documents/memory-location.js'
import { MemoryContents } from './files/memory-contents.js'
import { openContents } from './files/open-contents.js'
import { PartedStore, type StoreParts } from './store.js'

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
    const contents = new MemoryContents()
    return new PartedStore({ ...embedded(new MemoryLocation()), contents, release: async () => {} })
  }
  if (options.kind === 'couchdb') {
    const { openCouch } = await import('./couchdb/open-couch.js')
    return openCouch(options, () => openContents(options, take))
  }
  const opened = await openContents(options, take)
  return new PartedStore({ ...embedded(new DiskLocation(resolve(options.folder))), ...opened })
}

const embedded = (location: Location): Pick<StoreParts, 'databases'> => ({
  databases: tell => ({ source: new Databases(location, tell), directory: location })
})

const take = (folder: string): Promise<() => Promise<void>> =>
  onDisk(`open the data folder ${folder}`, () => takeFolder(folder))

async function takeFolder(folder: string): Promise<() => Promise<void>> {
  await makeFolder(folder)
  const release = await lock(folder)
  // What a crash left of writes and removals that were not finished.
  for (const name of ['trash', 'temporary']) await rm(join(folder, name), { recursive: true, force: true })
  return release
}
