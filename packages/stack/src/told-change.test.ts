import { describe, expect, it } from '@jest/globals'
import { openStore, type Change, type Document, type Draft } from '@cozy-jobs/store'
import { toldChange } from './told-change.js'

const T = 'io.cozy.todos'
const revision = (generation: number): string => `${generation}-${String(generation).repeat(32)}`

/** What is told of a todo's writes. */
const toldOf = async (
  write: (todos: { bulk(docs: Draft[]): Promise<unknown> }) => Promise<unknown>
): Promise<string[]> => {
  const store = await openStore({ kind: 'memory' })
  const told: string[] = []
  store.onChange((change: Change) => void told.push(toldChange(change).verb))
  const documents = store.documents('cozy')
  await write({ bulk: docs => documents.bulk(T, docs, { newEdits: false }) })
  await store.close()
  return told
}

describe('what is told of a replicated document', () => {
  it('is a creation for its first revision and an update for all others, its deletion too', async () => {
    const history = (generation: number, more = {}): Draft => ({
      _id: 'one',
      _rev: revision(generation),
      _revisions: {
        start: generation,
        ids: Array.from({ length: generation }, (_, i) => String(generation - i).repeat(32))
      },
      ...more
    })
    const told = await toldOf(async todos => {
      await todos.bulk([history(1)])
      await todos.bulk([history(2)])
      await todos.bulk([history(3, { _deleted: true })])
    })
    expect(told).toEqual(['CREATED', 'UPDATED', 'UPDATED'])
  })

  it('is an update for one that comes at a later revision', async () => {
    expect(await toldOf(todos => todos.bulk([{ _id: 'two', _rev: revision(2) }]))).toEqual(['UPDATED'])
  })
})

describe('what is told of a file', () => {
  const at = (generation: number): Document => ({
    _id: 'one',
    _rev: revision(generation),
    name: 'a.txt',
    internal_vfs_id: 'where it lies'
  })

  it.each(['io.cozy.files', 'io.cozy.files.versions'])('is not where the content of %s lies', doctype => {
    const told = toldChange({ prefix: 'cozy', doctype, verb: 'UPDATED', doc: at(2), before: at(1) })
    expect(told.doc).toEqual({ _id: 'one', _rev: revision(2), name: 'a.txt' })
    expect(told.before).toEqual({ _id: 'one', _rev: revision(1), name: 'a.txt' })
  })
})
