import { describe, expect, it } from '@jest/globals'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Store } from './api.js'
import { openStore } from './open-store.js'

const T = 'io.cozy.things'

async function withFolder(
  test: (folder: string, open: () => Promise<Store>) => Promise<void>
): Promise<void> {
  const parent = await mkdtemp(join(tmpdir(), 'cozy-jobs-open-'))
  const folder = join(parent, 'data')
  const opened: Store[] = []
  try {
    await test(folder, async () => {
      const store = await openStore({ kind: 'disk', folder })
      opened.push(store)
      return store
    })
  } finally {
    for (const store of opened) await store.close()
    await rm(parent, { recursive: true })
  }
}

const modeOf = async (path: string): Promise<string> => ((await stat(path)).mode & 0o777).toString(8)

describe('a store on disk', () => {
  it('makes its folder for its owner alone, and files that nobody else reads', () =>
    withFolder(async (folder, open) => {
      const store = await open()
      await store.files('cozy1').write('abc', Buffer.from('x'))
      expect(await modeOf(folder)).toBe('700')
      expect(await modeOf(join(folder, 'files', 'cozy1', 'ab', 'abc'))).toBe('600')
    }))

  it('knows again which contents were in doubt', () =>
    withFolder(async (_, open) => {
      const first = await open()
      const files = first.files('cozy1')
      for (const id of ['new', 'Kept', 'gone', 'going']) await files.write(id, Buffer.from(id))
      await files.settle('Kept')
      await files.settle('going')
      for (const id of ['going', 'never']) await files.doubt(id)
      await files.remove('gone')
      await first.close()
      const again = (await open()).files('cozy1')
      expect((await again.inDoubt()).sort()).toEqual(['going', 'new'])
      await again.remove('new')
      await again.doubt('Kept')
      expect((await again.inDoubt()).sort()).toEqual(['Kept', 'going'])
      expect([await again.has('new'), await again.has('Kept'), await again.has('going')]).toEqual([
        false,
        true,
        true
      ])
    }))

  it('has all that was there when it is opened again: documents, revisions, indexes, feed and files', () =>
    withFolder(async (_, open) => {
      const first = await open()
      const documents = first.documents('cozy1')
      const a = await documents.put(T, { _id: 'a', n: 1 })
      await documents.put(T, { ...a, n: 2 })
      await documents.put(T, { _id: '日本', n: 3 })
      const index = await documents.createIndex(T, { index: { fields: ['n'] } })
      const query = { selector: { n: { $gt: 0 } } }
      const before = [await documents.find(T, query), await documents.list(T), await documents.changes(T)]
      await first.files('cozy1').write('f', Buffer.from('content'))
      await first.close()
      const second = await open()
      const again = second.documents('cozy1')
      expect([await again.find(T, query), await again.list(T), await again.changes(T)]).toEqual(before)
      expect(await again.get(T, 'a', { rev: a._rev })).toEqual(a)
      expect(await again.createIndex(T, { index: { fields: ['n'] } })).toEqual({ ...index, result: 'exists' })
      expect([await second.prefixes(), await again.doctypes()]).toEqual([['cozy1'], [T]])
      expect(await text(await second.files('cozy1').read('f'))).toBe('content')
    }))

  it('reads the same past PouchDB as PouchDB does, with branches, deletions and attachments', () =>
    withFolder(async (_, open) => {
      const first = await open()
      const documents = first.documents('cozy1')
      const drafts = Array.from({ length: 1500 }, (_, n) => ({ _id: `d${n}`, n }))
      await documents.bulk(T, drafts)
      const kept = await documents.get(T, 'd0')
      await documents.bulk(T, [
        { ...kept, n: 'last' },
        { ...(await documents.get(T, 'd1')), _deleted: true }
      ])
      await documents.bulk(T, [{ _id: 'd2', _rev: `1-${'f'.repeat(32)}`, n: 'branch' }], { newEdits: false })
      await documents.put(T, {
        _id: 'with',
        _attachments: { a: { content_type: 'text/plain', data: 'eA==' } }
      })
      await first.close()
      const again = (await open()).documents('cozy1')
      const { rows, total_rows } = await again.list(T, { include_docs: true })
      expect(total_rows).toBe(1500)
      for (const { id, doc } of rows.filter(row => /^(d\d{1,2}|with)$/.test(row.id ?? ''))) {
        // Asking for conflicts goes to PouchDB itself.
        const { _conflicts, ...asked } = await again.get(T, id as string, { conflicts: true })
        expect(doc).toEqual(asked)
      }
      await again.createIndex(T, { index: { fields: ['n'] } })
      expect((await again.find(T, { selector: { n: { $gte: null } }, limit: 5000 })).docs).toHaveLength(1499)
    }))

  it('clears away what a crash has left of writes and removals', () =>
    withFolder(async (folder, open) => {
      for (const left of ['temporary', 'trash/one']) await mkdir(join(folder, left), { recursive: true })
      await writeFile(join(folder, 'temporary', 'half'), 'x')
      const store = await open()
      expect((await readdir(folder)).toSorted()).toEqual(['lock'])
      await store.close()
      expect(await readdir(folder)).toEqual([])
    }))

  it('goes on although more doctypes are in use than it keeps open', () =>
    withFolder(async (_, open) => {
      const documents = (await open()).documents('cozy1')
      const doctypes = Array.from({ length: 70 }, (_, n) => `io.cozy.t${n}`)
      for (const doctype of doctypes) await documents.put(doctype, { _id: 'a', doctype })
      for (const doctype of doctypes) expect(await documents.get(doctype, 'a')).toMatchObject({ doctype })
    }))

  it('goes on although all of these are in use at once', () =>
    withFolder(async (_, open) => {
      const documents = (await open()).documents('cozy1')
      const doctypes = Array.from({ length: 140 }, (_, n) => `io.cozy.t${n}`)
      const write = (doctype: string) => documents.put(doctype, { doctype })
      await Promise.all(doctypes.map(write))
      await Promise.all([...doctypes, ...doctypes].map(write))
      const lists = await Promise.all(doctypes.map(doctype => documents.list(doctype)))
      expect(lists.map(({ total_rows }) => total_rows)).toEqual(doctypes.map(() => 3))
    }))

  it.each([
    ['a file', 'a-file', /^Failed to open the data folder .*EEXIST.*\. Choose a folder: this is a file\.$/],
    [
      'below a file',
      'a-file/data',
      /^Failed to open the data folder .*ENOTDIR.*\. Choose a folder: this is a file\.$/
    ]
  ])('says what to do where its folder is %s', async (_, path, message) => {
    const parent = await mkdtemp(join(tmpdir(), 'cozy-jobs-open-'))
    await writeFile(join(parent, 'a-file'), '')
    const opening = openStore({ kind: 'disk', folder: join(parent, path) })
    await expect(opening).rejects.toMatchObject({ code: 'unusable', message: expect.stringMatching(message) })
    await rm(parent, { recursive: true })
  })

  it('says which database is damaged, and opens it once it is whole again', () =>
    withFolder(async (folder, open) => {
      const first = await open()
      const document = await first.documents('cozy1').put(T, { n: 1 })
      await first.close()
      const current = join(folder, 'documents', 'cozy1', T, 'CURRENT')
      const whole = await readFile(current)
      await writeFile(current, '')
      const documents = (await open()).documents('cozy1')
      await expect(documents.get(T, document._id)).rejects.toMatchObject({
        code: 'unusable',
        message: expect.stringMatching(
          /^Failed to open io\.cozy\.things: Corruption.*\. Restore the data folder from a copy: a database in it is damaged\.$/
        )
      })
      await writeFile(current, whole)
      expect(await documents.get(T, document._id)).toEqual(document)
    }))
})
