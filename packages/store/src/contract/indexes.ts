import { describe, expect, it } from '@jest/globals'
import { refusalOf, type Within } from './open-each.js'

const T = 'io.cozy.things'

const REFUSED: [string, unknown, string][] = [
  ['no index', {}, 'missing_required_key: Missing required key: index'],
  ['no fields', { index: {} }, 'missing_required_key: Missing required key: fields'],
  [
    'an index that is no object',
    { index: 'a' },
    'invalid_index: JSON indexes must be an object, not: <<97>>'
  ],
  [
    'fields that are no array',
    { index: { fields: 'a' } },
    'invalid_sort_json: Sort must be an array of sort specs, not: <<"a">>'
  ],
  ['a field that is none', { index: { fields: [5] } }, 'invalid_sort_field: Invalid sort field: 5'],
  [
    'a direction that is none',
    { index: { fields: [{ a: 'up' }] } },
    'invalid_sort_field: Invalid sort field: {[{<<"a">>,<<"up">>}]}'
  ],
  [
    'two directions',
    { index: { fields: [{ a: 'asc' }, { b: 'desc' }] } },
    'unsupported_mixed_sort: Sorts currently only support a single direction for all fields.'
  ],
  [
    'an empty name',
    { index: { fields: ['a'] }, name: '' },
    'invalid_empty_string: Index name or ddoc cannot be empty string'
  ],
  ['a name that is no string', { index: { fields: ['a'] }, ddoc: 5 }, 'invalid_string: Invalid string: 5'],
  ['another type', { index: { fields: ['a'] }, type: 'geo' }, 'invalid_index: Invalid type for index: geo'],
  [
    'an unknown key',
    { index: { fields: ['a'] }, more: 1 },
    'invalid_key: Invalid key more for this request.'
  ],
  [
    'an unknown key in the index',
    { index: { fields: ['a'], selector: {} } },
    'invalid_key: Invalid key selector for this request.'
  ],
  [
    'a bad partial filter',
    { index: { fields: ['a'], partial_filter_selector: { a: { $up: 1 } } } },
    'invalid_operator: Invalid operator: $up'
  ]
]

export function indexesContract(within: Within): void {
  describe('an index', () => {
    it(
      'is created once, under a name that comes from its definition',
      within(async documents => {
        const request = { index: { fields: ['label', 'date'] } }
        const created = await documents.createIndex(T, request)
        const name = 'd4af8629bd25f5debf6679c124048306598f0490'
        expect(created).toEqual({ result: 'created', id: `_design/${name}`, name })
        expect(await documents.createIndex(T, request)).toEqual({ ...created, result: 'exists' })
        expect((await documents.createIndex(T, { index: { fields: ['label'] } })).name).not.toBe(created.name)
      })
    )

    it(
      'is a design document in the form of CouchDB',
      within(async documents => {
        const index = { fields: ['date', { n: 'asc' }], partial_filter_selector: { n: { $lt: 0 } } }
        await documents.createIndex(T, { index, ddoc: 'debits', name: 'first' })
        await documents.createIndex(T, { index: { fields: ['n'] }, ddoc: '_design/debits', name: 'second' })
        expect(await documents.get(T, '_design/debits')).toEqual({
          _id: '_design/debits',
          _rev: expect.stringMatching(/^2-/),
          language: 'query',
          views: {
            first: {
              map: { fields: { date: 'asc', n: 'asc' }, partial_filter_selector: { n: { $lt: 0 } } },
              reduce: '_count',
              options: { def: index }
            },
            second: {
              map: { fields: { n: 'asc' }, partial_filter_selector: {} },
              reduce: '_count',
              options: { def: { fields: ['n'] } }
            }
          }
        })
      })
    )

    it(
      'is created once by many who ask for it at the same time',
      within(async documents => {
        const names = ['a', 'b', 'c', 'a']
        const asked = names.map(name =>
          documents.createIndex(T, { index: { fields: [name] }, ddoc: 'one', name })
        )
        expect((await Promise.all(asked)).map(({ result }) => result).toSorted()).toEqual([
          'created',
          'created',
          'created',
          'exists'
        ])
        const { views } = (await documents.get(T, '_design/one')) as unknown as { views: object }
        expect(Object.keys(views).toSorted()).toEqual(['a', 'b', 'c'])
      })
    )

    it(
      'serves no longer once its design document is removed',
      within(async documents => {
        await documents.put(T, { a: 1 })
        const { id } = await documents.createIndex(T, { index: { fields: ['a'] } })
        const query = { selector: { a: 1 } }
        expect((await documents.find(T, query)).warning).toBeUndefined()
        await documents.remove(T, id, (await documents.get(T, id))._rev)
        expect((await documents.find(T, query)).warning).toMatch(/^No matching index found/)
      })
    )

    it(
      'follows what is written after it was built',
      within(async documents => {
        await documents.createIndex(T, { index: { fields: ['n'] } })
        const a = await documents.put(T, { _id: 'a', n: 1 })
        await documents.put(T, { _id: 'b', n: 2 })
        const ids = async () =>
          (await documents.find(T, { selector: { n: { $gt: 0 } } })).docs.map(doc => doc['_id'])
        expect(await ids()).toEqual(['a', 'b'])
        const moved = await documents.put(T, { ...a, n: 3 })
        await documents.put(T, { _id: 'c', n: 0 })
        expect(await ids()).toEqual(['b', 'a'])
        await documents.put(T, { _id: 'a', _rev: moved._rev, other: 1 })
        expect(await ids()).toEqual(['b'])
      })
    )

    it(
      'is not put into a design document of another kind',
      within(async documents => {
        await documents.put(T, { _id: '_design/js', language: 'javascript' })
        const asked = documents.createIndex(T, { index: { fields: ['a'] }, ddoc: 'js' })
        expect(await refusalOf(asked)).toMatch(
          /^invalid_ddoc_lang: Existing design doc has an invalid language: /
        )
      })
    )

    it.each(REFUSED)('is refused for %s', (_, request, refusal) =>
      within(async documents => {
        expect(await refusalOf(documents.createIndex(T, request))).toBe(refusal)
      })()
    )
  })
}
