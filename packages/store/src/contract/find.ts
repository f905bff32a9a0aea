import { describe, expect, it } from '@jest/globals'
import type { DocumentStore, FindRequest } from '../api.js'
import type { Within } from './open-each.js'

const T = 'io.cozy.things'

const DOCUMENTS = [
  { _id: '1', n: 1, s: 'apple', tags: ['a', 'b'], in: { x: 1 }, 'dotted.name': 1 },
  { _id: '2', n: 2, s: 'Apple', tags: ['b'], in: { x: 2, y: null } },
  { _id: '3', n: 3.5, s: 'banana', tags: [], list: [{ k: 1 }, { k: 5 }] },
  { _id: '4', n: -4, s: 'éclair\n', list: [1, 2, 3], flag: true },
  { _id: '5', n: '6', s: null, list: [[1, 2]], flag: false },
  { _id: '6', n: null, s: 'zebra', in: 5 }
]

/** Selector, and the ids that it lets through, in order. */
const SELECTORS: [object, string][] = [
  [{}, '1 2 3 4 5 6'],
  [{ n: 2 }, '2'],
  [{ n: { $eq: null } }, '6'],
  [{ n: { $ne: 2 } }, '1 3 4 5 6'],
  [{ n: { $gt: 1 } }, '2 3 5'],
  [{ n: { $gte: 1, $lt: 3.5 } }, '1 2'],
  [{ n: { $lte: -4 } }, '4 6'],
  [{ n: { $gt: null } }, '1 2 3 4 5'],
  [{ s: { $gt: 'apple', $lt: 'b' } }, '2'],
  [{ s: { $gte: 'e' } }, '4 6'],
  [{ n: { $exists: true }, flag: { $exists: false } }, '1 2 3 6'],
  [{ 'in.x': { $exists: false } }, '3 4 5'],
  [{ in: { x: 1 } }, '1'],
  [{ 'in.x': { $gte: 1 }, 'in.y': null }, '2'],
  [{ 'dotted\\.name': 1 }, '1'],
  [{ n: { $type: 'string' } }, '5'],
  [{ s: { $type: 'null' } }, '5'],
  [{ list: { $type: 'array' } }, '3 4 5'],
  [{ in: { $type: 'object' } }, '1 2'],
  [{ flag: { $type: 'boolean' } }, '4 5'],
  [{ n: { $in: [1, '6', null] } }, '1 5 6'],
  [{ n: { $in: [] } }, ''],
  [{ n: { $nin: [1, 2] } }, '3 4 5 6'],
  [{ n: { $nin: [] } }, '1 2 3 4 5 6'],
  [{ tags: { $in: ['a', 'z'] } }, '1'],
  [{ tags: { $nin: ['a'] } }, '2 3'],
  [{ tags: { $size: 0 } }, '3'],
  [{ n: { $mod: [2, 0] } }, '2 4'],
  [{ n: { $mod: [2, 1] } }, '1'],
  [{ s: { $regex: '^a' } }, '1'],
  [{ s: { $regex: '(?i)^APPLE$' } }, '1 2'],
  [{ s: { $regex: 'clair$' } }, '4'],
  [{ s: { $regex: 'clair\\z' } }, ''],
  [{ s: { $regex: '^[[:upper:]]' } }, '2 4'],
  [{ s: { $regex: '^.clair' } }, ''],
  [{ s: { $regex: '^..clair' } }, '4'],
  [{ s: { $regex: '(?i)Éclair' } }, ''],
  [{ s: { $beginsWith: 'a' } }, '1'],
  [{ s: { $not: { $beginsWith: 'a' } } }, '2 3 4 5 6'],
  [{ $and: [{ n: { $gt: 0 } }, { s: 'apple' }] }, '1'],
  [{ $and: [] }, ''],
  [{ $or: [{ n: 1 }, { n: 2 }] }, '1 2'],
  [{ $or: [] }, ''],
  [{ n: 1, $or: [] }, '1'],
  [{ n: 1, $or: [{ s: 'apple' }, { s: 'zebra' }] }, '1'],
  [{ $nor: [{ n: 1 }, { n: 2 }] }, '3 4 5 6'],
  [{ $not: { n: 1 } }, '2 3 4 5 6'],
  [{ n: { $not: { $gt: 1 } } }, '1 4 6'],
  [{ $not: { $or: [{ n: 1 }, { $not: { s: 'Apple' } }] } }, '2'],
  [{ tags: { $all: ['b', 'a'] } }, '1'],
  [{ tags: { $all: [] } }, ''],
  [{ list: { $all: [[[1, 2]]] } }, '5'],
  [{ list: { $elemMatch: { k: { $gt: 4 } } } }, '3'],
  [{ list: { $elemMatch: { $gt: 2, $lt: 4 } } }, '4'],
  [{ list: { $elemMatch: { $nor: [{ $gt: 2 }] } } }, ''],
  [{ list: { $allMatch: { $gt: 0, $lt: 9 } } }, '4'],
  [{ tags: { $allMatch: { $gt: '' } } }, '1 2'],
  [{ in: { $keyMapMatch: { $eq: 'y' } } }, '2'],
  [{ 'list.0': 1 }, '4'],
  [{ 'list.1.k': 5 }, '3'],
  [{ 'list.9': { $exists: false } }, '1 2 6'],
  [{ _id: { $gt: '4' } }, '5 6'],
  [{ _id: { $gt: null, $lt: '3' } }, '1 2'],
  [{ _id: { $in: ['2', '4', '9'] } }, '2 4']
]

const idsOf = async (documents: DocumentStore, request: FindRequest): Promise<string> =>
  (await documents.find(T, request)).docs.map(doc => String(doc['_id'])).join(' ')

export function findContract(within: Within): void {
  describe('a query', () => {
    it.each(SELECTORS)('lets through what %j says', (selector, ids) =>
      within(async documents => {
        await documents.bulk(T, DOCUMENTS)
        expect(await idsOf(documents, { selector })).toBe(ids)
      })()
    )

    it(
      'is ordered by an index, both ways, with the values in the order of CouchDB',
      within(async documents => {
        const values = [null, false, true, -1, 2, 10, '', '-', '1', 'a', 'A', 'á', 'b', [], [1], {}, { a: 1 }]
        await documents.bulk(T, values.map(value => ({ value })).toReversed())
        await documents.createIndex(T, { index: { fields: ['value'] } })
        const request = { selector: { value: { $gte: null } }, fields: ['value'] }
        const ordered = async (direction: string) =>
          (await documents.find(T, { ...request, sort: [{ value: direction }] })).docs.map(
            doc => doc['value']
          )
        expect(await ordered('asc')).toEqual(values)
        expect(await ordered('desc')).toEqual(values.toReversed())
      })
    )

    it(
      'takes the order of an index whose first columns have one value',
      within(async documents => {
        await documents.bulk(
          T,
          [3, 1, 2].map(n => ({ _id: String(n), kind: 'x', n }))
        )
        await documents.createIndex(T, { index: { fields: ['kind', 'n'] } })
        expect(await idsOf(documents, { selector: { kind: 'x' }, sort: ['n'] })).toBe('1 2 3')
        expect(await idsOf(documents, { selector: { kind: 'x' }, sort: [{ n: 'desc' }] })).toBe('3 2 1')
      })
    )

    it(
      'is ordered by id through the list of documents, without the design documents',
      within(async documents => {
        await documents.bulk(T, DOCUMENTS)
        await documents.createIndex(T, { index: { fields: ['n'] } })
        const selector = { _id: { $gt: null } }
        expect(await idsOf(documents, { selector, sort: [{ _id: 'desc' }] })).toBe('6 5 4 3 2 1')
      })
    )

    it(
      'gives the fields asked for, in the order asked for',
      within(async documents => {
        await documents.bulk(T, DOCUMENTS)
        const fields = ['in.x', 's', 'none', 'dotted\\.name']
        const { docs } = await documents.find(T, { selector: { _id: '1' }, fields })
        expect(JSON.stringify(docs)).toBe('[{"in":{"x":1},"s":"apple","dotted.name":1}]')
      })
    )

    it(
      'shows conflicts to those who ask',
      within(async documents => {
        const { _rev } = await documents.put(T, { _id: 'a' })
        const other = `1-${'0'.repeat(32)}`
        await documents.bulk(T, [{ _id: 'a', _rev: other, n: 1 }], { newEdits: false })
        const { docs } = await documents.find(T, { selector: { _id: 'a' }, conflicts: true })
        expect([_rev, other]).toContain(docs[0]?.['_rev'])
        expect(docs[0]?.['_conflicts']).toHaveLength(1)
      })
    )
  })
}
