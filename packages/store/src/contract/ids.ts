import { describe, expect, it } from '@jest/globals'
import type { Draft } from '../api.js'
import { itUnless, refusalOf, type Unanswered, type Within } from './open-each.js'

const T = 'io.cozy.things'

/** Ids that a store may be tempted to take apart, to lose or to put into the wrong place. */
const ODD_IDS = [
  '日本',
  '😀',
  '\uffff',
  'ÿ',
  'a/b',
  '../a',
  'a b',
  '~',
  '%',
  'toString',
  'constructor',
  'A',
  'a',
  '0',
  '\u0001'
]

const REFUSED: [string, Draft, string][] = [
  ['an empty id', { _id: '' }, 'illegal_docid: Document id must not be empty'],
  ['an id that is no string', { _id: 5 } as unknown as Draft, 'illegal_docid: Document id must be a string'],
  [
    'an id that begins with _',
    { _id: '_a' },
    'illegal_docid: Only reserved document ids may start with underscore.'
  ],
  ['a design document without a name', { _id: '_design/' }, 'illegal_docid: Illegal document id `_design/`'],
  ['half of a character', { _id: 'a\ud800' }, 'illegal_docid: Document id must be valid UTF-8'],
  ['an unknown field of its own', { _secret: 1 }, 'doc_validation: Bad special document member: _secret'],
  [
    'a prototype',
    JSON.parse('{"__proto__":1}') as Draft,
    'doc_validation: Bad special document member: __proto__'
  ],
  [
    'a deletion that is no boolean',
    { _deleted: 'yes' } as unknown as Draft,
    'doc_validation: Bad special document member: _deleted'
  ],
  ['a revision that is none', { _id: 'a', _rev: 'x' }, 'bad_request: Invalid rev format'],
  ['a revision without a hash', { _id: 'a', _rev: '1-' }, 'bad_request: Invalid rev format'],
  [
    'a revision whose hash is no hexadecimal',
    { _id: 'a', _rev: `1-${'x'.repeat(32)}` },
    'bad_request: Invalid rev format'
  ],
  ['an array', [1, 2] as unknown as Draft, 'bad_request: Document must be a JSON object'],
  ['more than eight million bytes', { _id: 'big', text: 'x'.repeat(8_000_001) }, 'document_too_large: big']
]

export function idsContract(within: Within, unanswered: Unanswered): void {
  describe('what is written', () => {
    it.each(REFUSED)('is refused for %s', (_, draft, refusal) =>
      within(async documents => {
        expect(await refusalOf(documents.put(T, draft))).toBe(refusal)
        expect(await refusalOf(documents.bulk(T, [{ _id: 'good' }, draft]))).toBe(refusal)
        expect(await documents.hasDoctype(T)).toBe(false)
      })()
    )

    it(
      'is no crash where it is nested a hundred thousand levels deep: Node up to 22 can not write it, later ones can',
      within(async documents => {
        const deep = JSON.parse(`{"a":${'['.repeat(1e5)}${']'.repeat(1e5)}}`) as Draft
        expect((await refusalOf(documents.put(T, deep))).slice(0, 20)).toMatch(/^(bad_request|accepted): /)
        expect(await documents.put(T, { _id: 'next', a: 1 })).toMatchObject({ _id: 'next', a: 1 })
      })
    )

    it(
      'may have any id of characters, and is listed in the order of their bytes',
      within(async documents => {
        await documents.bulk(
          T,
          ODD_IDS.map(_id => ({ _id, own: _id }))
        )
        const inOrder = ODD_IDS.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
        const { rows } = await documents.list(T, { include_docs: true })
        expect(rows.map(row => row.doc?.['own'])).toEqual(inOrder)
        for (const id of ODD_IDS) expect(await documents.get(T, id)).toMatchObject({ _id: id, own: id })
        const { results } = await documents.changes(T)
        expect(results.map(({ id }) => id).toSorted()).toEqual(ODD_IDS.toSorted())
      })
    )

    it(
      'may be sent back with what CouchDB adds for a reader',
      within(async documents => {
        const draft = { _id: 'a', n: 1, _conflicts: [], _revs_info: [], _local_seq: 3 }
        await documents.put(T, draft)
        expect(Object.keys(await documents.get(T, 'a'))).toEqual(['_id', '_rev', 'n'])
      })
    )

    it(
      'is local, with revisions of its own, neither listed nor told of',
      within(async (documents, store) => {
        const told: unknown[] = []
        store.onChange(change => void told.push(change))
        const first = await documents.put(T, { _id: '_local/a', n: 1 })
        expect(first._rev).toBe('0-1')
        expect((await documents.put(T, { ...first, n: 2 }))._rev).toBe('0-2')
        expect(await documents.get(T, '_local/a')).toEqual({ _id: '_local/a', _rev: '0-2', n: 2 })
        expect((await documents.list(T)).rows).toEqual([])
        await documents.remove(T, '_local/a', '0-2')
        expect(await refusalOf(documents.get(T, '_local/a'))).toBe('not_found: missing')
        expect(told).toEqual([])
      })
    )

    itUnless(
      unanswered,
      'is local, and refused where it was written meanwhile',
      within(async documents => {
        await documents.put(T, { _id: '_local/a', n: 1 })
        expect(await refusalOf(documents.put(T, { _id: '_local/a' }))).toBe(
          'conflict: Document update conflict.'
        )
      })
    )
  })
}
