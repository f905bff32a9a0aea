import { describe, expect, it } from '@jest/globals'
import { itUnless, refusalOf, type Unanswered, type Within } from './open-each.js'

const T = 'io.cozy.bank.operations'

export function documentsContract(within: Within, unanswered: Unanswered): void {
  describe('one document', () => {
    it(
      'is created with an id of 32 hex digits and a first revision, and read back as it was written',
      within(async documents => {
        const written = { label: 'Rent', amount: -800, nested: { a: [1, 2.5, null, true], é: '€' } }
        const created = await documents.put(T, written)
        expect(created._id).toMatch(/^[0-9a-f]{32}$/)
        expect(created._rev).toMatch(/^1-[0-9a-f]{32}$/)
        expect(await documents.get(T, created._id)).toEqual({
          ...written,
          _id: created._id,
          _rev: created._rev
        })
      })
    )

    it(
      'keeps fields that have a meaning in JavaScript',
      within(async documents => {
        const draft = JSON.parse('{"constructor":1,"toString":2,"inner":{"__proto__":{"x":3}}}') as object
        const { _id } = await documents.put(T, { ...draft })
        const read = await documents.get(T, _id)
        expect(JSON.stringify(read['inner'])).toBe('{"__proto__":{"x":3}}')
        expect(JSON.stringify(read)).toContain('"constructor":1,"toString":2')
      })
    )

    it(
      'is updated with its last revision alone',
      within(async documents => {
        const first = await documents.put(T, { _id: 'a', n: 1 })
        const second = await documents.put(T, { ...first, n: 2 })
        expect(second._rev).toMatch(/^2-/)
        const conflict = 'conflict: Document update conflict.'
        expect(await refusalOf(documents.put(T, { ...first, n: 3 }))).toBe(conflict)
        expect(await refusalOf(documents.put(T, { _id: 'a', n: 3 }))).toBe(conflict)
        expect(await documents.get(T, 'a')).toEqual(second)
      })
    )

    itUnless(
      unanswered,
      'is not made from a revision that it never had',
      within(async documents => {
        const { _rev } = await documents.put(T, { _id: 'a', n: 1 })
        expect(await refusalOf(documents.put(T, { _id: 'new', _rev }))).toBe(
          'conflict: Document update conflict.'
        )
      })
    )

    it(
      'is never changed by what a reader does to what it was given',
      within(async documents => {
        const created = await documents.put(T, { _id: 'a', list: [1] })
        ;(created['list'] as number[]).push(2)
        const read = await documents.get(T, 'a')
        ;(read['list'] as number[]).push(3)
        expect((await documents.get(T, 'a'))['list']).toEqual([1])
      })
    )

    it(
      'is gone once it is removed, and can be created anew',
      within(async documents => {
        const first = await documents.put(T, { _id: 'a', n: 1 })
        const second = await documents.put(T, { ...first, n: 2 })
        expect(await refusalOf(documents.remove(T, 'a', first._rev))).toBe(
          'conflict: Document update conflict.'
        )
        expect(await documents.remove(T, 'a', second._rev)).toMatchObject({
          id: 'a',
          rev: expect.stringMatching(/^3-/)
        })
        expect(await refusalOf(documents.get(T, 'a'))).toBe('not_found: deleted')
        expect(await refusalOf(documents.remove(T, 'a', second._rev))).toBe('not_found: deleted')
        expect((await documents.put(T, { _id: 'a', n: 3 }))._rev).toMatch(/^4-/)
        expect(await documents.get(T, 'a')).toMatchObject({ n: 3 })
      })
    )

    it(
      'says which of document and doctype is not there',
      within(async documents => {
        expect(await refusalOf(documents.get(T, 'a'))).toBe('not_found: Database does not exist.')
        await documents.createDoctype(T)
        expect(await refusalOf(documents.get(T, 'a'))).toBe('not_found: missing')
        expect(await refusalOf(documents.remove(T, 'a', `1-${'0'.repeat(32)}`))).toBe('not_found: missing')
      })
    )

    it(
      'tells its old revisions, their list and its conflicts to those who ask',
      within(async documents => {
        const first = await documents.put(T, { _id: 'a', n: 1 })
        const second = await documents.put(T, { ...first, n: 2 })
        expect(await documents.get(T, 'a', { rev: first._rev })).toEqual(first)
        const hashes = [second, first].map(({ _rev }) => _rev.split('-')[1])
        expect((await documents.get(T, 'a', { revs: true }))['_revisions']).toEqual({ start: 2, ids: hashes })
        await documents.bulk(T, [{ _id: 'a', _rev: `1-${'f'.repeat(32)}`, n: 9 }], { newEdits: false })
        const read = await documents.get(T, 'a', { conflicts: true })
        expect(read).toEqual({ ...second, _conflicts: [`1-${'f'.repeat(32)}`] })
        expect(await refusalOf(documents.get(T, 'a', { rev: `7-${'f'.repeat(32)}` }))).toBe(
          'not_found: missing'
        )
        expect(await refusalOf(documents.get(T, 'a', { rev: 'seven' }))).toBe(
          'bad_request: Invalid rev format'
        )
      })
    )

    it(
      'gives one winner to writers who create the same id at once',
      within(async documents => {
        const writers = Array.from({ length: 8 }, (_, n) => refusalOf(documents.put(T, { _id: 'a', n })))
        const answers = await Promise.all(writers)
        expect(answers.filter(answer => answer.startsWith('accepted'))).toHaveLength(1)
        expect(new Set(answers).size).toBe(2)
      })
    )

    it(
      'keeps an attachment beside its fields, as a stub',
      within(async documents => {
        const _attachments = { 'note.txt': { content_type: 'text/plain', data: 'aGVsbG8=' } }
        const written = await documents.put(T, { _id: 'a', n: 1, _attachments })
        const stub = { content_type: 'text/plain', stub: true, length: 5 }
        expect(written['_attachments']).toMatchObject({ 'note.txt': stub })
        expect((await documents.list(T, { include_docs: true })).rows[0]?.doc).toEqual(written)
        await documents.put(T, { ...written, n: 2 })
        expect((await documents.get(T, 'a'))['_attachments']).toMatchObject({ 'note.txt': stub })
      })
    )
  })
}
