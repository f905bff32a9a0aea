import { describe, expect, it } from '@jest/globals'
import type { Change, Store } from '../api.js'
import { refusalOf, type Within } from './open-each.js'

const T = 'io.cozy.things'

function record(store: Store): Change[] {
  const changes: Change[] = []
  store.onChange(change => void changes.push(change))
  return changes
}

const brief = ({ verb, doc, before }: Change): string =>
  `${verb} ${doc._id} ${before ? String(before['n']) : '-'}`

export function listenersContract(within: Within): void {
  describe('who listens', () => {
    it(
      'is told of each change with the document before and after',
      within(async (documents, store) => {
        const changes = record(store)
        const first = await documents.put(T, { _id: 'a', n: 1 })
        const second = await documents.put(T, { ...first, n: 2 })
        const { rev } = await documents.remove(T, 'a', second._rev)
        const again = await documents.put(T, { _id: 'a', n: 4 })
        const where = { prefix: 'cozy1', doctype: T }
        expect(changes).toEqual([
          { ...where, verb: 'CREATED', doc: first },
          { ...where, verb: 'UPDATED', doc: second, before: first },
          { ...where, verb: 'DELETED', doc: { _id: 'a', _rev: rev, _deleted: true }, before: second },
          { ...where, verb: 'CREATED', doc: again }
        ])
      })
    )

    it(
      'is told of what was written alone, once for each document of many',
      within(async (documents, store) => {
        const a = await documents.put(T, { _id: 'a', n: 1 })
        const b = await documents.put(T, { _id: 'b', n: 1 })
        const changes = record(store)
        await documents.bulk(T, [
          { ...a, n: 2 },
          { _id: 'b' },
          { _id: 'c' },
          { ...b, _deleted: true },
          { _id: 'd', _deleted: true }
        ])
        await documents.put(T, { _id: 'c' }).catch(() => {})
        await documents.createIndex(T, { index: { fields: ['n'] } })
        expect(changes.map(brief)).toEqual(['UPDATED a 1', 'CREATED c -', 'DELETED b 1'])
      })
    )

    it(
      'is told of what the reader sees where a document has branches',
      within(async (documents, store) => {
        const changes = record(store)
        const at = (n: number, digit: string) => ({ _id: 'a', _rev: `${n}-${digit.repeat(32)}`, n })
        for (const draft of [at(2, 'a'), at(1, 'b'), at(3, 'c')])
          await documents.bulk(T, [draft], { newEdits: false })
        await documents.bulk(T, [{ ...at(3, 'c'), _deleted: true }])
        expect(changes.map(change => `${brief(change)} -> ${String(change.doc['n'])}`)).toEqual([
          'CREATED a - -> 2',
          'UPDATED a 2 -> 3',
          'UPDATED a 3 -> 2'
        ])
      })
    )

    it(
      'is told in the order of the writes, however many write at once',
      within(async (documents, store) => {
        const changes = record(store)
        const { _id } = await documents.put(T, { n: 0 })
        const add = async (): Promise<void> => {
          const read = await documents.get(T, _id)
          await documents.put(T, { ...read, n: (read['n'] as number) + 1 }).catch(add)
        }
        await Promise.all(Array.from({ length: 8 }, add))
        expect(changes.map(({ doc }) => doc['n'])).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
        for (const [i, { before }] of changes.entries()) expect(before).toEqual(changes[i - 1]?.doc)
      })
    )

    it(
      'holds the answer back until its own work is done, and may write to the same doctype meanwhile',
      within(async (documents, store) => {
        const done: string[] = []
        store.onChange(async ({ doc }) => {
          if (doc._id !== 'a') return
          await documents.put(T, { _id: 'b' })
          await documents.get(T, 'b')
          done.push('listener')
        })
        await documents.put(T, { _id: 'a' })
        done.push('writer')
        expect(done).toEqual(['listener', 'writer'])
      })
    )

    it(
      'makes the write fail where it fails itself, but the document is there',
      within(async (documents, store) => {
        const leave = store.onChange(() => Promise.reject(new Error('no room for the job')))
        expect(await refusalOf(documents.put(T, { _id: 'a' }))).toBe(
          'listener_failed: Failed to act on the change of io.cozy.things a: no room for the job'
        )
        expect(await refusalOf(documents.bulk(T, [{ _id: 'b' }, { _id: 'c' }]))).toMatch(/^listener_failed: /)
        leave()
        expect((await documents.list(T)).rows.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
      })
    )

    it(
      'may drop the doctype that it was told of',
      within(async (documents, store) => {
        store.onChange(() => documents.dropDoctype(T))
        await documents.put(T, { _id: 'a' })
        expect(await documents.hasDoctype(T)).toBe(false)
      })
    )

    it(
      'is told no more once it has left',
      within(async (documents, store) => {
        const told: string[] = []
        const leave = store.onChange(({ doc }) => void told.push(doc._id))
        await documents.put(T, { _id: 'a' })
        leave()
        await documents.put(T, { _id: 'b' })
        expect(told).toEqual(['a'])
      })
    )

    it(
      'hears of all instances, each under its prefix',
      within(async (documents, store) => {
        const changes = record(store)
        await documents.put(T, { _id: 'a' })
        await store.documents('cozy2').put(T, { _id: 'a' })
        expect(changes.map(({ prefix, verb }) => `${prefix} ${verb}`)).toEqual([
          'cozy1 CREATED',
          'cozy2 CREATED'
        ])
      })
    )
  })
}
