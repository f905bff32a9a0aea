import { describe, expect, it } from '@jest/globals'
import type { Within } from './open-each.js'

const T = 'io.cozy.things'
const hash = (digit: string): string => digit.repeat(32)

export function revisionsContract(within: Within): void {
  describe('the branches of a document', () => {
    it(
      'are one while nobody disagrees, with all its revisions',
      within(async documents => {
        const first = await documents.put(T, { _id: 'é', n: 1 })
        const second = await documents.put(T, { ...first, n: 2 })
        const ids = [second, first].map(({ _rev }) => _rev.slice(2))
        expect(await documents.leaves(T, 'é')).toEqual([{ ...second, _revisions: { start: 2, ids } }])
      })
    )

    it(
      'are several after a conflict, deleted ones too, the longest first',
      within(async documents => {
        const revisions = { start: 2, ids: [hash('b'), hash('a')] }
        await documents.bulk(
          T,
          [
            { _id: 'x', _rev: `1-${hash('c')}`, n: 1 },
            { _id: 'x', _rev: `2-${hash('b')}`, _revisions: revisions, _deleted: true }
          ],
          { newEdits: false }
        )
        expect(await documents.leaves(T, 'x')).toEqual([
          { _id: 'x', _rev: `2-${hash('b')}`, _deleted: true, _revisions: revisions },
          { _id: 'x', _rev: `1-${hash('c')}`, n: 1, _revisions: { start: 1, ids: [hash('c')] } }
        ])
      })
    )

    it(
      'are none where the document never was',
      within(async documents => {
        await documents.createDoctype(T)
        expect(await documents.leaves(T, 'none')).toEqual([])
      })
    )
  })
}
