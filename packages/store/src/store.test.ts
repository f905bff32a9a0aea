import { afterAll } from '@jest/globals'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runStoreContract } from './contract/index.js'
import { openStore } from './open-store.js'

const folders: string[] = []

runStoreContract('in memory', () => openStore({ kind: 'memory' }))

runStoreContract('on disk', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cozy-jobs-store-'))
  folders.push(folder)
  return openStore({ kind: 'disk', folder })
})

afterAll(() => Promise.all(folders.map(folder => rm(folder, { recursive: true }))))
