import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runStoreContract } from './contract/index.js'
import { openStore } from './open-store.js'

runStoreContract('in memory', () => openStore({ kind: 'memory' }))

runStoreContract('on disk', async () =>
  openStore({ kind: 'disk', folder: await mkdtemp(join(tmpdir(), 'cozy-jobs-store-')) })
)
