import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Document, Draft } from '../api.js'
import type { Within } from './open-each.js'

const T = 'io.cozy.things'
const EMPTY = '1-967a00dff5e02add41819138abb3284d'
const BAR = '1-4c6114c65e295552ab1019e2b046b10e'

const scalar = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.constantFrom(null, true, false, '', '0', 0, 1, 1.5, 255, 256, 2 ** 31, 2 ** 53)
)
const { value } = fc.letrec(tie => ({
  value: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.string({ unit: 'grapheme', maxLength: 6 }), tie('value'), { maxKeys: 3 })
  )
}))
const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }).filter(text => !text.startsWith('_'))
const fields = fc
  .dictionary(name, value, { maxKeys: 3 })
  // As JSON has them: without `-0` and without another prototype.
  .map(given => JSON.parse(JSON.stringify(given)) as Draft)

/** The revision of a write is computed from what is written, without the id, and from the revision before. */
export function revisionHashesContract(within: Within): void {
  describe('the revision of a write', () => {
    it(
      'is CouchDB’s, bit for bit, whatever the id',
      within(async documents => {
        expect((await documents.put(T, { _id: 'a' }))._rev).toBe(EMPTY)
        expect((await documents.put(T, {}))._rev).toBe(EMPTY)
        expect((await documents.put(T, { _id: 'b', foo: 'bar' }))._rev).toBe(BAR)
        const first = await documents.put(T, { _id: 'c' })
        expect((await documents.put(T, first))._rev).toBe('2-7051cbe5c8faecd085a3fa619e6e6337')
      })
    )

    it(
      'is one for the same content, and another for other content',
      within(async documents => {
        const revs = new Map<string, string>()
        await fc.assert(
          fc.asyncProperty(fc.array(fields, { minLength: 1, maxLength: 8 }), async drafts => {
            const twice = [...drafts, ...drafts.map(draft => ({ ...draft }))]
            const results = await documents.bulk(T, twice)
            for (const [i, result] of results.entries()) {
              if (!('ok' in result)) throw new Error(`a draft was refused: ${JSON.stringify(result)}`)
              const text = JSON.stringify(twice[i])
              const known = revs.get(result.rev)
              expect(known ?? text).toBe(text)
              revs.set(result.rev, text)
            }
            expect(new Set(results.map(result => 'ok' in result && result.rev)).size).toBe(
              new Set(drafts.map(draft => JSON.stringify(draft))).size
            )
          }),
          { numRuns: 40 }
        )
      })
    )

    it(
      'is another where the same fields come in another order',
      within(async documents => {
        expect((await documents.put(T, { a: 1, b: [1.5, 'é'] }))._rev).toBe(
          '1-5bd165a1f908ccab71ac2eeeed826a1a'
        )
        expect((await documents.put(T, { b: [1.5, 'é'], a: 1 }))._rev).toBe(
          '1-7515fca4054ae8892140e1a4985d3882'
        )
      })
    )

    it(
      'follows the one before: updates, deletions and what is created anew after them',
      within(async documents => {
        const live = async (_id: string): Promise<string[]> => {
          const first = await documents.put(T, { _id, n: 1 })
          const same = await documents.put(T, first)
          const { rev } = await documents.remove(T, _id, same._rev)
          const anew = await documents.put(T, { _id, n: 1 })
          return [first._rev, same._rev, rev, anew._rev]
        }
        const [lives, others] = [await live('a'), await live('b')]
        expect(others).toEqual(lives)
        expect(new Set(lives.map(rev => rev.slice(2))).size).toBe(4)
        expect(lives.map(rev => rev.slice(0, 2))).toEqual(['1-', '2-', '3-', '4-'])
      })
    )

    it(
      'is the same by a batch, and for a deletion however it is asked for',
      within(async documents => {
        const ids = ['a', 'b']
        const put = await documents.put(T, { _id: 'one', n: 1 })
        const created = await documents.bulk(
          T,
          ids.map(_id => ({ _id, n: 1 }))
        )
        expect(created).toEqual(ids.map(id => ({ ok: true, id, rev: put._rev })))
        const { rev } = await documents.remove(T, 'one', put._rev)
        const deleted = await documents.bulk(
          T,
          ids.map(_id => ({ _id, _rev: put._rev, _deleted: true }))
        )
        expect(deleted).toEqual(ids.map(id => ({ ok: true, id, rev })))
        const withFields = await documents.put(T, { _id: 'two', n: 1 })
        expect((await documents.put(T, { ...withFields, _deleted: true }))._rev).not.toBe(rev)
      })
    )

    it(
      'is no reason to take the same content twice',
      within(async documents => {
        const draft = { _id: 'a', n: 1 }
        const first = await documents.put(T, draft)
        const conflict = { id: 'a', error: 'conflict', reason: 'Document update conflict.' }
        expect(await documents.bulk(T, [draft, draft])).toEqual([conflict, conflict])
        const second = await documents.put(T, { ...first, n: 2 })
        expect(await documents.bulk(T, [{ ...first, n: 2 }])).toEqual([conflict])
        expect(await documents.get(T, 'a')).toEqual(second)
      })
    )

    it(
      'stays what it is where it comes from elsewhere, and what follows is computed from it',
      within(async documents => {
        const draft = { _rev: '3-00000000000000000000000000000abc', n: 1 }
        const replicas = ['a', 'b'].map(_id => ({ ...draft, _id }))
        await documents.bulk(T, replicas, { newEdits: false })
        const follow = async (_id: string): Promise<Document> => {
          const read = await documents.get(T, _id)
          expect(read._rev).toBe(draft._rev)
          return documents.put(T, { ...read, n: 2 })
        }
        const [a, b] = [await follow('a'), await follow('b')]
        expect(a._rev).toMatch(/^4-[0-9a-f]{32}$/)
        expect(b._rev).toBe(a._rev)
      })
    )

    it(
      'is computed from the branch that is written to',
      within(async documents => {
        const [winner, loser] = ['f', 'e'].map(digit => `1-${digit.repeat(32)}`)
        const branches = [winner, loser].map(_rev => ({ _id: 'x', _rev: _rev as string, n: 0 }))
        await documents.bulk(T, branches, { newEdits: false })
        const alone = { _id: 'y', _rev: loser as string, n: 0 }
        await documents.bulk(T, [alone], { newEdits: false })
        const edit = { _rev: loser as string, n: 1 }
        const results = await documents.bulk(T, [
          { _id: 'x', ...edit },
          { _id: 'y', ...edit }
        ])
        const [x, y] = results.map(result => 'ok' in result && result.rev)
        expect(x).toBe(y)
        expect((await documents.get(T, 'x', { conflicts: true }))['_conflicts']).toEqual([winner])
      })
    )

    it(
      'counts attachments in',
      within(async documents => {
        const image = (data: string) => ({ 'a.png': { content_type: 'image/png', data } })
        const put = async (data: string): Promise<Document> =>
          documents.put(T, { n: 1, _attachments: image(data) })
        const [first, same, other] = [await put('YQ=='), await put('YQ=='), await put('Yg==')]
        expect(same._rev).toBe(first._rev)
        expect(other._rev).not.toBe(first._rev)
        const [kept, again] = [await documents.put(T, first), await documents.put(T, same)]
        expect(again._rev).toBe(kept._rev)
      })
    )
  })
}
