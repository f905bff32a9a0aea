import { describe, expect, it } from '@jest/globals'
import { itUnless, refusalOf, type Unanswered, type Within } from './open-each.js'

const T = 'io.cozy.things'

export const APART = 'are kept apart, and listed by name, whatever the name'

export function instancesContract(within: Within, unanswered: Unanswered): void {
  describe('instances and doctypes', () => {
    itUnless(
      unanswered,
      APART,
      within(async (documents, store) => {
        const other = store.documents('cozy.localhost:8080')
        await documents.put(T, { _id: 'a', whose: 1 })
        await other.put('io.cozy.Upper', { _id: 'a', whose: 2 })
        await other.put('io.cozy.upper', { _id: 'a', whose: 3 })
        expect(await store.prefixes()).toEqual(['cozy.localhost:8080', 'cozy1'])
        expect(await documents.doctypes()).toEqual([T])
        expect(await other.doctypes()).toEqual(['io.cozy.Upper', 'io.cozy.upper'])
        expect(await other.get('io.cozy.Upper', 'a')).toMatchObject({ whose: 2 })
        expect(await refusalOf(other.get(T, 'a'))).toBe('not_found: Database does not exist.')
      })
    )

    it(
      'are gone when they are dropped, and begin anew',
      within(async documents => {
        await documents.put(T, { _id: 'a' })
        await documents.put('io.cozy.others', { _id: 'a' })
        await documents.dropDoctype(T)
        expect(await documents.doctypes()).toEqual(['io.cozy.others'])
        expect(await refusalOf(documents.dropDoctype(T))).toBe('not_found: Database does not exist.')
        expect((await documents.put(T, { _id: 'a' }))._rev).toMatch(/^1-/)
      })
    )

    it(
      'lose documents and files together, and nobody else loses any',
      within(async (documents, store) => {
        const other = store.documents('cozy2')
        for (const one of [documents, other]) {
          await one.put(T, { _id: 'a' })
          await store.files(one.prefix).write('f', Buffer.from('x'))
        }
        await store.destroy('cozy1')
        await store.destroy('cozy1')
        expect(await store.prefixes()).toEqual(['cozy2'])
        expect(await documents.hasDoctype(T)).toBe(false)
        expect([await store.files('cozy1').has('f'), await store.files('cozy2').has('f')]).toEqual([
          false,
          true
        ])
      })
    )

    it(
      'finish what is on its way when the store is closed, and take nothing more',
      within(async (documents, store) => {
        await documents.createDoctype(T)
        const writes = Array.from({ length: 20 }, () => documents.put(T, { n: 1 }))
        // A write is on its way once it has come as far as its doctype.
        await documents.hasDoctype(T)
        const closed = Promise.all([store.close(), store.close()])
        for (const write of writes) expect(await write).toMatchObject({ n: 1 })
        await closed
        const refusal = 'closed: Failed to use the store: it is closed. Open it again.'
        expect(await refusalOf(documents.put(T, {}))).toBe(refusal)
        expect(await refusalOf(documents.get(T, 'a'))).toBe(refusal)
      })
    )

    it(
      'have names of a length that a file system takes',
      within(async documents => {
        const name = 'x'.repeat(300)
        expect(await refusalOf(documents.put(name, {}))).toBe(
          `database_name_too_long: At least one path segment of \`${name}\` is too long.`
        )
      })
    )
  })
}
