import { describe, expect, it } from '@jest/globals'
import { refusalOf, type Within } from './open-each.js'

const T = 'io.cozy.things'

export function infoContract(within: Within): void {
  describe('what is known of a doctype', () => {
    it(
      'counts its documents, those of indexes too, and the deleted ones',
      within(async documents => {
        const gone = await documents.put(T, { _id: 'a' })
        await documents.put(T, { _id: 'b' })
        await documents.put(T, { _id: '_local/note' })
        await documents.createIndex(T, { index: { fields: ['n'] } })
        expect(await documents.info(T)).toMatchObject({ count: 3, deleted: 0 })
        await documents.remove(T, 'a', gone._rev)
        const { count, deleted, last_seq } = await documents.info(T)
        expect([count, deleted]).toEqual([2, 1])
        expect((await documents.changes(T, { since: last_seq })).results).toEqual([])
      })
    )

    it(
      'has sizes, which grow and shrink with the documents',
      within(async documents => {
        await documents.createDoctype(T)
        const externalOf = async () => (await documents.info(T)).sizes.external
        expect(await externalOf()).toBe(0)
        const first = await documents.put(T, { text: 'é'.repeat(5_000) })
        const one = await externalOf()
        expect(one).toBeGreaterThan(10_000)
        const second = await documents.put(T, { ...first, text: 'é'.repeat(10_000) })
        const two = await externalOf()
        expect(two - one).toBeGreaterThan(9_000)
        await documents.remove(T, second._id, second._rev)
        expect(await externalOf()).toBeLessThan(1_000)
        const { file, active } = (await documents.info(T)).sizes
        expect(file).toBeGreaterThanOrEqual(active)
      })
    )

    it(
      'is refused where the doctype never was',
      within(async documents => {
        expect(await refusalOf(documents.info(T))).toBe('not_found: Database does not exist.')
      })
    )
  })
}
