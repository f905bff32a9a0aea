import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { mkdtemp, readdir, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DocumentStore, Store } from '../api.js'
import { openStore } from '../open-store.js'

const T = 'io.cozy.things'

/** A bit less than what LevelDB takes into one file of its log. */
const BEFORE_NEXT_LOG = 4 << 20

let folder: string
let store: Store

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'disk-full-test-'))
  store = await openStore({ kind: 'disk', folder })
})

afterEach(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

/** The next files of the log of a database, as the system's own full disk; answers what makes room again. */
const fillDisk = async (): Promise<() => Promise<void>> => {
  const database = join(folder, 'documents', 'cozy1', T)
  const last = Math.max(...(await readdir(database)).map(name => Number(/\d+/.exec(name)?.[0] ?? 0)))
  const logs = Array.from({ length: 20 }, (_, i) => {
    return join(database, `${String(last + 1 + i).padStart(6, '0')}.log`)
  })
  for (const log of logs) await symlink('/dev/full', log)
  return async () => {
    for (const log of logs) await rm(log, { force: true })
  }
}

const write = async (documents: DocumentStore, acknowledged: string[]): Promise<unknown> => {
  try {
    const { _id } = await documents.put(T, { pad: 'x'.repeat(100_000) })
    acknowledged.push(_id)
    return undefined
  } catch (error) {
    return error
  }
}

describe('a full disk', () => {
  it('refuses writes, and loses nothing that was acknowledged before, meanwhile or after', async () => {
    const documents = store.documents('cozy1')
    const acknowledged: string[] = []
    await write(documents, acknowledged)
    const makeRoom = await fillDisk()
    let refusal: unknown
    for (let size = 0; size < 2 * BEFORE_NEXT_LOG && !refusal; size += 100_000) {
      refusal = await write(documents, acknowledged)
    }
    expect(refusal).toMatchObject({ code: 'unusable', status: 500 })
    expect(String(refusal)).toMatch(
      /^StoreError: Failed to write to io\.cozy\.things: .*No space left on device\. Make room on the disk\.$/
    )
    await makeRoom()
    expect(await Promise.all([1, 2, 3].map(() => write(documents, acknowledged)))).toEqual([
      undefined,
      undefined,
      undefined
    ])
    await store.close()
    store = await openStore({ kind: 'disk', folder })
    const { rows } = await store.documents('cozy1').list(T)
    expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining(acknowledged))
  })
})
