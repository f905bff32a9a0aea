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
      'counts what is left by what was written since it was last asked',
      within(async documents => {
        await seed(documents)
        const first = await documents.changes(T, { limit: 1 })
        await documents.put(T, { ...(await documents.get(T, 'c')), n: 3 })
        await documents.bulk(T, [{ _id: 'd' }, { _id: 'e' }])
        const left = async (since: string) => {
          const page = await documents.changes(T, { since, limit: 2 })
          return { ids: page.results.map(({ id }) => id), pending: page.pending, end: page.last_seq }
        }
        const second = await left(first.last_seq)
        const third = await left(second.end)
        expect(second).toMatchObject({ ids: ['a', 'b'], pending: 3 })
        expect([third.ids[0], third.pending]).toEqual(['c', 1])
        const last = await left(third.end)
        expect([last.ids.length, last.pending]).toEqual([1, 0])
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

    it.each([
      [{ doc_ids: ['a', 'none', 'b'] }, ['a', 'b']],
      [{ selector: { n: { $gt: 0 } } }, ['a']],
      [{ selector: { _deleted: true } }, ['b']],
      [{ designs: true as const }, ['_design/n']]
    ])('leaves out what a filter does not take: %j', (filter, ids) =>
      within(async documents => {
        await seed(documents)
        await documents.createIndex(T, { index: { fields: ['n'] }, ddoc: 'n' })
        const { results } = await documents.changes(T, { filter })
        expect(results.map(({ id }) => id)).toEqual(ids)
        const page = await documents.changes(T, { filter, limit: 1 })
        expect(page.results).toEqual(results.slice(0, 1))
      })()
    )

    it.each([
      [{ doc_ids: 'a' }, '`doc_ids` filter parameter is not a list of doc ids.'],
      [{ doc_ids: [1] }, '`doc_ids` filter parameter is not a list of doc ids.'],
      [{ selector: undefined }, 'Selector error: expected a JSON object'],
      [{ selector: { n: { $none: 1 } } }, 'Invalid operator: $none']
    ])('is refused with a filter that cannot be read: %j', (filter, reason) =>
      within(async documents => {
        await seed(documents)
        expect(await refusalOf(documents.changes(T, { filter }))).toBe(`bad_request: ${reason}`)
      })()
    )

    it(
      'has the branches of a conflict for those who ask',
      within(async documents => {
        const revs = ['a', 'b'].map(digit => `1-${digit.repeat(32)}`)
        for (const _rev of revs) await documents.bulk(T, [{ _id: 'x', _rev }], { newEdits: false })
        const all = await documents.changes(T, { style: 'all_docs' })
        expect(all.results[0]?.changes.map(({ rev }) => rev).toSorted()).toEqual(revs)
        expect((await documents.changes(T)).results[0]?.changes).toEqual([{ rev: revs[1] }])
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
