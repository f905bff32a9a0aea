import { describe, expect, it } from '@jest/globals'
import type { FindRequest } from '../api.js'
import { itUnless, refusalOf, type Unanswered, type Within } from './open-each.js'

const T = 'io.cozy.things'

/** CouchDB's refusals, word for word. */
const REFUSED: [FindRequest, string][] = [
  [{}, 'missing_required_key: Missing required key: selector'],
  [{ selector: 'Food' }, 'invalid_selector_json: Selector must be a JSON object, not: <<70,111,111,100>>'],
  [{ selector: [{ a: 1 }] }, 'invalid_selector_json: Selector must be a JSON object, not: [{[{<<97>>,1}]}]'],
  [{ selector: null }, 'invalid_selector_json: Selector must be a JSON object, not: null'],
  [{ selector: { label: { $like: 'F%' } } }, 'invalid_operator: Invalid operator: $like'],
  [{ selector: { a: { $where: '1' } } }, 'not_supported: Unsupported operator: $where'],
  [{ selector: { a: { $in: 'x' } } }, 'bad_arg: Bad argument for operator $in: <<120>>'],
  [{ selector: { $and: { a: 1 } } }, 'bad_arg: Bad argument for operator $and: {[{<<97>>,1}]}'],
  [{ selector: { a: { $not: 1 } } }, 'bad_arg: Bad argument for operator $not: 1'],
  [{ selector: { a: { $exists: 'yes' } } }, 'bad_arg: Bad argument for operator $exists: <<121,101,115>>'],
  [{ selector: { a: { $mod: [0, 1] } } }, 'bad_arg: Bad argument for operator $mod: [0,1]'],
  [{ selector: { a: { $size: -1 } } }, 'bad_arg: Bad argument for operator $size: -1'],
  [{ selector: { a: { $regex: '(' } } }, 'bad_arg: Bad argument for operator $regex: <<40>>'],
  [{ selector: { a: { $elemMatch: [] } } }, 'bad_arg: Bad argument for operator $elemMatch: []'],
  [{ selector: { a: { $type: {} } } }, 'bad_arg: Bad argument for operator $type: {[]}'],
  [{ selector: { $gt: 1 } }, 'invalid_selector: One or more conditions is missing a field name.'],
  [{ selector: { 'a..b': 1 } }, 'invalid_field_name: Invalid field name: a..b'],
  [
    { selector: {}, limit: -1 },
    'invalid_non_neg_integer: -1 is not an integer greater than or equal to zero'
  ],
  [
    { selector: {}, skip: '2' },
    'invalid_non_neg_integer: <<50>> is not an integer greater than or equal to zero'
  ],
  [{ selector: {}, sort: 'a' }, 'invalid_sort_json: Sort must be an array of sort specs, not: <<"a">>'],
  [{ selector: {}, sort: [['a']] }, 'invalid_sort_field: Invalid sort field: [<<"a">>]'],
  [
    { selector: {}, sort: ['a', { b: 'desc' }] },
    'unsupported_mixed_sort: Sorts currently only support a single direction for all fields.'
  ],
  [
    { selector: {}, sort: ['a'] },
    'no_usable_index: No index exists for this sort, try indexing by the sort fields.'
  ],
  [{ selector: {}, fields: 'a' }, 'invalid_fields: Fields must be an array of strings, not: <<97>>'],
  [{ selector: {}, fields: [1] }, 'invalid_field: Invalid JSON for field spec: 1'],
  [{ selector: {}, use_index: 5 }, 'invalid_index_name: Invalid index name: 5'],
  [{ selector: {}, use_index: 'a/b/c' }, 'invalid_index_name: Invalid index name: <<97,47,98,47,99>>'],
  [{ selector: {}, bookmark: 'nil' }, 'invalid_bookmark: Invalid bookmark value: "nil"'],
  [{ selector: {}, bookmark: 5 }, 'invalid_bookmark: Invalid bookmark value: 5'],
  [{ selector: {}, execution_stats: 1 }, 'invalid_boolean: Invalid boolean value: 1'],
  [{ selector: {}, r: 0 }, 'invalid_pos_integer: 0 is not an integer greater than zero'],
  [{ selector: {}, more: 1 }, 'invalid_key: Invalid key more for this request.'],
  [
    { selector: {}, use_index: '_design/nope', allow_fallback: false },
    'invalid_index: _design/nope specified by `use_index` could not be found or it is not suitable.'
  ]
]

export function findRefusalsContract(within: Within, unanswered: Unanswered): void {
  describe('a query that makes no sense', () => {
    for (const [request, refusal] of REFUSED) {
      itUnless(
        unanswered,
        `is refused: ${JSON.stringify(request)}`,
        within(async documents => {
          // Some mistakes CouchDB finds only at the first document that it looks at.
          await documents.put(T, { a: 'text' })
          expect(await refusalOf(documents.find(T, request))).toBe(refusal)
        })
      )
    }

    it(
      'is refused where its selector is nested a hundred thousand levels deep',
      within(async documents => {
        await documents.createDoctype(T)
        const selector = JSON.parse(`${'{"a":'.repeat(1e5)}1${'}'.repeat(1e5)}`) as object
        expect(await refusalOf(documents.find(T, { selector }))).toBe(
          'bad_request: The selector is nested too deeply'
        )
      })
    )

    it(
      'is refused for a doctype that never was',
      within(async documents => {
        const asked = documents.find(T, { selector: { a: 1 } })
        expect(await refusalOf(asked)).toBe('not_found: Database does not exist.')
      })
    )
  })
}
