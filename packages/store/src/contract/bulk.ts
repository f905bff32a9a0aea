import { describe, expect, it } from '@jest/globals'
import { refusalOf, type Within } from './open-each.js'

const T = 'io.cozy.things'
const conflict = (id: string) => ({ id, error: 'conflict', reason: 'Document update conflict.' })

export function bulkContract(within: Within): void {
  describe('many documents', () => {
    it(
      'are each answered on their own, in their order',
      within(async documents => {
        const seed = await documents.put(T, { _id: 'seed', n: 0 })
        const results = await documents.bulk(T, [
          { _id: 'a', n: 1 },
          { _id: 'seed', n: 1 },
          { n: 2 },
          { ...seed, _deleted: true },
          { _id: 'a', n: 3 }
        ])
        const written = { ok: true, rev: expect.stringMatching(/^1-[0-9a-f]{32}$/) }
        expect(results).toEqual([
          { ...written, id: 'a' },
          conflict('seed'),
          { ...written, id: expect.stringMatching(/^[0-9a-f]{32}$/) },
          { ok: true, id: 'seed', rev: expect.stringMatching(/^2-/) },
          conflict('a')
        ])
        expect(await documents.get(T, 'a')).toMatchObject({ n: 1 })
        expect(await refusalOf(documents.get(T, 'seed'))).toBe('not_found: deleted')
      })
    )

    it(
      'keep their revisions where they come from elsewhere, and are taken once',
      within(async documents => {
        const hashes = ['0', 'a', 'b'].map(digit => digit.repeat(32))
        const draft = { _id: 'e', _rev: `3-${hashes[0]}`, _revisions: { start: 3, ids: hashes }, n: 5 }
        expect(await documents.bulk(T, [draft], { newEdits: false })).toEqual([])
        expect(await documents.bulk(T, [draft], { newEdits: false })).toEqual([])
        expect(await documents.get(T, 'e', { revs: true })).toEqual({ ...draft })
        expect((await documents.list(T)).rows).toHaveLength(1)
      })
    )

    it(
      'need a revision where they come from elsewhere',
      within(async documents => {
        expect(await refusalOf(documents.bulk(T, [{ _id: 'e' }], { newEdits: false }))).toBe(
          'bad_request: When `new_edits: false`, the document needs `_rev` or `_revisions` specified'
        )
      })
    )

    it(
      'make the doctype also where there are none',
      within(async documents => {
        expect(await documents.bulk(T, [])).toEqual([])
        expect(await documents.hasDoctype(T)).toBe(true)
      })
    )

    it(
      'are all there when thousands are written by many at once',
      within(async documents => {
        const writers = Array.from({ length: 10 }, (_, w) =>
          documents.bulk(
            T,
            Array.from({ length: 300 }, (_, n) => ({ _id: `${w}-${n}` }))
          )
        )
        const results = (await Promise.all(writers)).flat()
        expect(results.every(result => 'ok' in result)).toBe(true)
        expect((await documents.list(T, { limit: 0 })).total_rows).toBe(3000)
      })
    )
  })
}
