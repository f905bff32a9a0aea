import { describe, expect, it } from '@jest/globals'
import type { DocumentStore, FindRequest } from '../api.js'
import { refusalOf, type Within } from './open-each.js'

const T = 'io.cozy.things'
const NO_INDEX = 'No matching index found, create an index to optimize query time.'

async function seed(documents: DocumentStore, count = 7): Promise<void> {
  const drafts = Array.from({ length: count }, (_, i) => ({
    _id: String(i).padStart(4, '0'),
    n: i >> 1,
    odd: i % 2
  }))
  await documents.bulk(T, drafts)
  await documents.createIndex(T, { index: { fields: ['n'] }, ddoc: 'by-n', name: 'n' })
  const index = { fields: ['n'], partial_filter_selector: { odd: 1 } }
  await documents.createIndex(T, { index, ddoc: 'odd', name: 'odd' })
}

/** Follows the bookmarks to the end. */
async function pagesOf(documents: DocumentStore, request: FindRequest): Promise<string[]> {
  const pages: string[] = []
  for (let bookmark = ''; ;) {
    const answer = await documents.find(T, { ...request, bookmark })
    if (answer.docs.length === 0) return pages
    pages.push(answer.docs.map(doc => Number(doc['_id'])).join(' '))
    bookmark = answer.bookmark
  }
}

const HINTS: [unknown, boolean][] = [
  ['by-n', true],
  ['_design/by-n', true],
  ['by-n/n', true],
  ['_design/by-n/n', true],
  [['by-n'], true],
  [['_design/by-n', 'n'], true],
  [['by-n', 'other'], false],
  [[], true],
  [null, true],
  ['nope', false]
]

export function pagesContract(within: Within): void {
  describe('the answer to a query', () => {
    it.each<[string, FindRequest, string[]]>([
      ['an index', { selector: { n: { $gte: 0 } } }, ['0 1 2', '3 4 5', '6']],
      [
        'an index, downward',
        { selector: { n: { $gte: 0 } }, sort: [{ n: 'desc' }] },
        ['6 5 4', '3 2 1', '0']
      ],
      ['all documents', { selector: { odd: { $gte: 0 } } }, ['0 1 2', '3 4 5', '6']],
      ['a partial index', { selector: { n: { $gte: 0 } }, use_index: 'odd' }, ['1 3 5']],
      ['what is left by a filter', { selector: { n: { $gte: 0 }, odd: 0 } }, ['0 2 4', '6']]
    ])('comes in pages from %s', (_, request, pages) =>
      within(async documents => {
        await seed(documents)
        expect(await pagesOf(documents, { ...request, limit: 3 })).toEqual(pages)
      })()
    )

    it.each<[string, FindRequest]>([
      ['an index', { selector: { n: { $gte: 0 } }, sort: [{ n: 'asc' }] }],
      ['an index, downward', { selector: { n: { $gte: 0 } }, sort: [{ n: 'desc' }] }],
      ['all documents', { selector: { odd: { $gte: 0 } } }],
      ['all documents, downward', { selector: { _id: { $gt: null } }, sort: [{ _id: 'desc' }] }]
    ])(
      'goes on in %s where it was, and as CouchDB loses one where the last of a page is gone',
      (_, request) =>
        within(async documents => {
          await seed(documents)
          const idsOf = async (bookmark: string) =>
            (await documents.find(T, { ...request, limit: 3, bookmark })).docs.map(doc => String(doc['_id']))
          const all = (await documents.find(T, request)).docs.map(doc => String(doc['_id']))
          const { bookmark } = await documents.find(T, { ...request, limit: 3 })
          const remove = async (id: string) => documents.remove(T, id, (await documents.get(T, id))._rev)
          const first = await documents.get(T, String(all[0]))
          await documents.put(T, { _id: `${all[0]}a`, n: first['n'], odd: 0 })
          await remove(String(all[1]))
          expect(await idsOf(bookmark)).toEqual(all.slice(3, 6))
          await remove(String(all[2]))
          expect(await idsOf(bookmark)).toEqual(all.slice(4, 7))
          for (const id of all.slice(3)) await remove(id)
          expect(await idsOf(bookmark)).toEqual([])
        })()
    )

    it(
      'has a bookmark with the looks of CouchDB (packed or not), and the word nil where there is nothing',
      within(async documents => {
        await seed(documents)
        const { bookmark } = await documents.find(T, { selector: { n: 1 }, limit: 1 })
        expect(bookmark).toMatch(/^g(1A|2w)[\w-]{20,}$/)
        expect((await documents.find(T, { selector: { n: 99 } })).bookmark).toBe('nil')
        expect((await documents.find(T, { selector: { n: 99 }, bookmark })).bookmark).toBe(bookmark)
        const asked = documents.find(T, { selector: { n: 1 }, bookmark: `x${bookmark}` })
        expect(await refusalOf(asked)).toBe(`invalid_bookmark: Invalid bookmark value: "x${bookmark}"`)
      })
    )

    it(
      'is of 25 documents where no limit is given, and of as many as are asked for',
      within(async documents => {
        await seed(documents, 400)
        const selector = { n: { $gte: 0 } }
        expect((await documents.find(T, { selector })).docs).toHaveLength(25)
        expect((await documents.find(T, { selector, limit: 1000 })).docs).toHaveLength(400)
        expect((await documents.find(T, { selector, limit: 0 })).docs).toHaveLength(0)
        expect((await documents.find(T, { selector, skip: 390, limit: 20 })).docs).toHaveLength(10)
      })
    )

    it.each(HINTS)('comes from the index that is named as %j, or says why not (%j)', (use_index, used) =>
      within(async documents => {
        await seed(documents)
        const { warning } = await documents.find(T, { selector: { n: 1 }, use_index })
        expect(warning === undefined).toBe(used)
        if (!used)
          expect(warning).toMatch(
            /^_design\/.* was not used because it (is not|does not contain) a valid index for this query\.$/
          )
      })()
    )

    it(
      'warns where no index serves, and where many documents were read for few',
      within(async documents => {
        await seed(documents, 40)
        expect((await documents.find(T, { selector: { odd: 1 } })).warning).toBe(NO_INDEX)
        const { warning } = await documents.find(T, { selector: { odd: { $gt: 5 } }, use_index: 'by-n' })
        const many =
          'The number of documents examined is high in proportion to the number of results returned. '
        const hint = '_design/by-n was not used because it does not contain a valid index for this query.'
        const more = 'Consider adding a more specific index to improve this.'
        expect(warning).toBe(`${hint}\n${NO_INDEX}\n${many}${more}`)
        expect((await documents.find(T, { selector: { $or: [] } })).warning).toBeUndefined()
      })
    )

    it(
      'counts what was examined, for those who ask',
      within(async documents => {
        await seed(documents)
        const ask = async (request: FindRequest) =>
          (await documents.find(T, { ...request, execution_stats: true })).execution_stats
        const time = { total_quorum_docs_examined: 0, execution_time_ms: expect.any(Number) }
        const filtered = { selector: { n: { $lte: 1 }, odd: 1 } }
        expect(await ask(filtered)).toEqual({
          ...time,
          total_keys_examined: 4,
          total_docs_examined: 4,
          results_returned: 2
        })
        // All that is asked for is in the index: no document is read.
        const covered = { selector: { n: { $lte: 1 } }, fields: ['_id', 'n'] }
        expect(await ask(covered)).toEqual({
          ...time,
          total_keys_examined: 4,
          total_docs_examined: 0,
          results_returned: 4
        })
      })
    )

    it(
      'never comes from an index that lacks documents which match',
      within(async documents => {
        await seed(documents)
        await documents.put(T, { _id: 'without', odd: 1 })
        const { docs } = await documents.find(T, { selector: { odd: 1, n: { $exists: false } } })
        expect(docs.map(doc => doc['_id'])).toEqual(['without'])
      })
    )
  })
}
