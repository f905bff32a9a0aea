import { describe, expect, it } from '@jest/globals'
import type { DocumentStore } from '../api.js'
import { refusalOf, type Within } from './open-each.js'

const T = 'io.cozy.things'

async function seed(documents: DocumentStore): Promise<void> {
  const a = await documents.put(T, { _id: 'a', n: 1 })
  await documents.put(T, { _id: 'b' })
  await documents.put(T, { _id: 'c' })
  await documents.put(T, { ...a, n: 2 })
  const b = await documents.get(T, 'b')
  await documents.remove(T, 'b', b._rev)
}

export function changesContract(within: Within): void {
  describe('the feed of changes', () => {
    it(
      'has each document once, at its last change, deleted ones too',
      within(async documents => {
        await seed(documents)
        const { results, pending, last_seq } = await documents.changes(T)
        expect(results.map(({ id, deleted }) => [id, deleted ?? false])).toEqual([
          ['c', false],
          ['a', false],
          ['b', true]
        ])
        expect(results[1]?.changes).toEqual([{ rev: (await documents.get(T, 'a'))._rev }])
        expect([pending, last_seq]).toEqual([0, results.at(-1)?.seq])
      })
    )

    it(
      'can be read in pages, which say how much is left',
      within(async documents => {
        await seed(documents)
        const first = await documents.changes(T, { limit: 1 })
        expect([first.results.map(({ id }) => id), first.pending]).toEqual([['c'], 2])
        const rest = await documents.changes(T, { since: first.last_seq })
        expect([rest.results.map(({ id }) => id), rest.pending]).toEqual([['a', 'b'], 0])
        expect((await documents.changes(T, { since: rest.last_seq })).results).toEqual([])
        expect((await documents.changes(T, { since: 'now' })).last_seq).toBe(rest.last_seq)
      })
    )

    it(
      'goes the other way, and has the documents, for those who ask',
      within(async documents => {
        await seed(documents)
        const { results } = await documents.changes(T, { descending: true, include_docs: true })
        expect(results.map(({ id }) => id)).toEqual(['b', 'a', 'c'])
        expect(results[1]?.doc).toEqual(await documents.get(T, 'a'))
      })
    )

    it(
      'is refused from a place that is none',
      within(async documents => {
        await seed(documents)
        expect(await refusalOf(documents.changes(T, { since: 'yesterday' }))).toBe(
          "bad_request: Malformed sequence supplied in 'since' parameter."
        )
      })
    )
  })
}
