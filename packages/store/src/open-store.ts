import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Store, StoreOptions } from './api.js'
import { DiskLocation } from './disk/disk-location.js'
import { makeFolder } from './disk/folders.js'
import { lock } from './disk/lock.js'
import { onDisk } from './disk/unusable.js'
import { MemoryLocation } from './documents/memory-location.js'
import { DiskContents } from './files/disk-contents.js'
import { MemoryContents } from './files/memory-contents.js'
import { EmbeddedStore } from './store.js'

/**
 * Opens a store. On disk the folder is made where it is missing and locked until `close`. Throws `locked`, `unusable`.
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
  const folder = resolve(options.folder)
  const release = await onDisk(`open the data folder ${folder}`, () => takeFolder(folder))
  return new EmbeddedStore({
    location: new DiskLocation(folder),
    contents: new DiskContents(folder),
    release
  })
}

async function takeFolder(folder: string): Promise<() => Promise<void>> {
  await makeFolder(folder)
  const release = await lock(folder)
  // What a crash left of writes and removals that were not finished.
  for (const name of ['trash', 'temporary']) await rm(join(folder, name), { recursive: true, force: true })
  return release
}
