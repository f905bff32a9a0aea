import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore, StoreError, type FileStore, type Store } from '@cozy-jobs/store'
import { giveUpContent, releaseContent } from './release-content.js'

let folder: string
let store: Store
let files: FileStore

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'release-content-test-'))
  store = await openStore({ kind: 'disk', folder })
  files = store.files('cozy1')
  await files.write('a', Buffer.from('content'))
})

afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const state = async (): Promise<unknown> => ({
  isThere: await files.has('a'),
  inDoubt: await files.inDoubt()
})

const refused = new StoreError('conflict', 'Document update conflict.')
/** Of a write that is stored, though there was no room for a job that it fires. */
const stored = new StoreError('listener_failed', 'Failed to act on the change: no room.')

describe('a content that loses its document', () => {
  it.each([
    ['goes with it', undefined, false],
    ['stays where the document stays', refused, true],
    ['goes where the document has gone, though a listener failed', stored, false]
  ])('%s', async (_, error, isThere) => {
    const work = (): Promise<void> => (error ? Promise.reject(error) : Promise.resolve())
    const outcome = await releaseContent(files, 'a', work).catch((thrown: unknown) => thrown)
    expect([outcome, await state()]).toEqual([error, { isThere, inDoubt: [] }])
  })
})

describe('a new content whose document could not be stored', () => {
  it.each([
    ['goes', refused, false],
    ['stays where it is stored all the same', stored, true]
  ])('%s', async (_, error, isThere) => {
    await giveUpContent(files, 'a', error)
    expect(await state()).toEqual({ isThere, inDoubt: [] })
  })
})
