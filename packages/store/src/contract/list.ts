import { describe, expect, it } from '@jest/globals'
import type { DocumentStore, ListOptions } from '../api.js'
import { refusalOf, type Within } from './open-each.js'

const T = 'io.cozy.things'

async function seed(documents: DocumentStore): Promise<void> {
  await documents.bulk(
    T,
    ['d', 'a', 'B', 'c', 'gone'].map(_id => ({ _id, own: _id }))
  )
  const { _rev } = await documents.get(T, 'gone')
  await documents.remove(T, 'gone', _rev)
}

/** In the order of bytes capitals come first: B a c d. */
const CASES: [string, ListOptions, string, number][] = [
  ['all', {}, 'B a c d', 0],
  ['all, downward', { descending: true }, 'd c a B', 0],
  ['from a key on', { startkey: 'a' }, 'a c d', 1],
  ['up to a key', { endkey: 'c' }, 'B a c', 0],
  ['up to a key, without it', { endkey: 'c', inclusive_end: false }, 'B a', 0],
  ['between keys that are not there', { startkey: 'b', endkey: 'cz' }, 'c', 2],
  ['between keys, downward', { startkey: 'c', endkey: 'a', descending: true }, 'c a', 1],
  [
    'downward, without the end',
    { startkey: 'c', endkey: 'a', descending: true, inclusive_end: false },
    'c',
    1
  ],
  ['nothing where the end is before the start', { startkey: 'd', endkey: 'a' }, '', 3],
  ['nothing up to the empty key', { endkey: '' }, '', 0],
  ['one key', { key: 'c' }, 'c', 2],
  ['one key that is not there', { key: 'x' }, '', 4],
  ['a page', { skip: 1, limit: 2 }, 'a c', 1],
  ['a page, downward', { skip: 1, limit: 2, descending: true }, 'c a', 1],
  ['none', { limit: 0 }, '', 0],
  ['nothing beyond the end', { skip: 9 }, '', 4]
]

export function listContract(within: Within): void {
  describe('the list of documents', () => {
    it.each(CASES)('is %s', (_, options, ids, offset) =>
      within(async documents => {
        await seed(documents)
        const answer = await documents.list(T, options)
        expect(answer.rows.map(row => row.key).join(' ')).toBe(ids)
        expect(answer).toMatchObject({ total_rows: 4, offset })
      })()
    )

    it(
      'has the revisions, and the documents for those who ask',
      within(async documents => {
        await seed(documents)
        const doc = await documents.get(T, 'a')
        const row = { id: 'a', key: 'a', value: { rev: doc._rev } }
        expect((await documents.list(T, { key: 'a' })).rows).toEqual([row])
        expect((await documents.list(T, { key: 'a', include_docs: true })).rows).toEqual([{ ...row, doc }])
      })
    )

    it(
      'answers for each of the keys asked for, in their order',
      within(async documents => {
        await seed(documents)
        const { rows } = await documents.list(T, { keys: ['d', 'x', 'gone', 'd'], include_docs: true })
        const d = await documents.get(T, 'd')
        const row = { id: 'd', key: 'd', value: { rev: d._rev }, doc: d }
        const deleted = { rev: expect.stringMatching(/^2-/), deleted: true }
        const expected = [
          row,
          { key: 'x', error: 'not_found' },
          { id: 'gone', key: 'gone', value: deleted, doc: null },
          row
        ]
        expect(rows).toEqual(expected)
      })
    )

    it(
      'follows what is written after it was first asked for',
      within(async documents => {
        await seed(documents)
        await documents.list(T)
        const a = await documents.get(T, 'a')
        await documents.bulk(T, [{ ...a, _deleted: true }, { _id: 'b' }])
        const { rows, total_rows } = await documents.list(T)
        expect([rows.map(row => row.id).join(' '), total_rows]).toEqual(['B b c d', 4])
      })
    )

    it(
      'is refused for a count that is none, and for a doctype that never was',
      within(async documents => {
        await seed(documents)
        expect(await refusalOf(documents.list(T, { limit: -1 }))).toBe(
          'bad_request: Invalid value for limit: -1'
        )
        expect(await refusalOf(documents.list('io.cozy.none'))).toBe('not_found: Database does not exist.')
      })
    )
  })
}
