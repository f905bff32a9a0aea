import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { openStore } from '../open-store.js'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'contents-'))
})

afterEach(() => rm(folder, { recursive: true }))

const open = (name: string, files: { folder: string } | 'memory') =>
  openStore({ kind: 'disk', folder: join(folder, name), files })

describe('the contents of files', () => {
  it('are in the folder that is given for them, and the documents are not', async () => {
    const files = { folder: join(folder, 'files') }
    const first = await open('data', files)
    await first.files('cozy1').write('abc', Buffer.from('content'))
    await first.documents('cozy1').put('io.cozy.things', { _id: 'a' })
    await first.close()
    expect(await readdir(join(folder, 'data'))).not.toContain('files')
    const second = await open('data', files)
    expect(await text(await second.files('cozy1').read('abc'))).toBe('content')
    expect(await second.documents('cozy1').get('io.cozy.things', 'a')).toMatchObject({ _id: 'a' })
    await second.close()
  })

  it('leave alone what else is in that folder, whatever its name', async () => {
    for (const name of ['trash', 'temporary']) {
      await mkdir(join(folder, name))
      await writeFile(join(folder, name, 'mine'), '')
    }
    const store = await open('data', { folder })
    await store.files('cozy1').write('abc', Buffer.from('content'))
    await store.close()
    expect((await readdir(folder)).toSorted()).toEqual(['cozy-jobs', 'data', 'temporary', 'trash'])
    expect(await readdir(join(folder, 'trash'))).toEqual(['mine'])
  })

  it('are forgotten where memory is given for them', async () => {
    const first = await open('data', 'memory')
    await first.files('cozy1').write('abc', Buffer.from('content'))
    await first.close()
    const second = await open('data', 'memory')
    expect(await second.files('cozy1').has('abc')).toBe(false)
    await second.close()
  })

  it('have a lock of their own, and the data folder is given back where it is taken', async () => {
    const files = { folder: join(folder, 'files') }
    const first = await open('one', files)
    await expect(open('two', files)).rejects.toMatchObject({ code: 'locked' })
    await first.close()
    await (await open('two', files)).close()
  })

  it('can not be where nothing can be made, which is told at once', async () => {
    await expect(open('data', { folder: '/proc/no/such' })).rejects.toMatchObject({
      code: 'unusable',
      message: expect.stringContaining('Choose a folder on a disk: nothing can be made there.')
    })
    await (await open('data', 'memory')).close()
  })
})
