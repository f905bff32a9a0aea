import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { RunContext } from '../run/context.js'
import { startTestContext, type TestContext } from '../testing/test-context.js'
import { addData } from './add-data.js'
import { batchDelete, batchUpdateAttributes } from './batch.js'
import { Document } from './document.js'
import { findDuplicates, sortBillsByLinkedOperationNumber } from './find-duplicates.js'
import { formatDate } from './format-date.js'
import { hydrateAndFilter } from './hydrate-and-filter.js'
import { fetchAll, queryAll } from './queries.js'
import type { Stampable } from './stamp.js'
import { updateOrCreate } from './update-or-create.js'
import { writeDocuments } from './write-documents.js'

const TODOS = 'io.cozy.todos'

let test: TestContext
let context: RunContext
let now = new Date('2026-03-01T10:00:00.000Z')

type Todo = Stampable & { label?: string; list?: string; date?: Date | string; [name: string]: unknown }

beforeAll(async () => {
  test = await startTestContext({ now: () => now })
  context = test.ctx
})
afterAll(() => test.close())

const inList = (list: string) => queryAll<Todo>(context, TODOS, { list })

describe('addData', () => {
  it('creates with metadata, and updates what has an id', async () => {
    const entry: Todo = { label: 'Milk', list: 'add' }
    const [created] = await addData(context, [entry, entry], TODOS)
    expect(entry._id).toBe(created?._id)
    now = new Date('2026-03-02T10:00:00.000Z')
    await addData(context, [{ ...entry, label: 'Bread' }], TODOS, { sourceAccountIdentifier: 'other' })
    const docs = await inList('add')
    expect(docs).toHaveLength(1)
    expect(docs[0]).toMatchObject({
      label: 'Bread',
      cozyMetadata: {
        doctypeVersion: 1,
        createdAt: '2026-03-01T10:00:00.000Z',
        createdByApp: 'sample',
        createdByAppVersion: '1.2.3',
        updatedAt: '2026-03-02T10:00:00.000Z',
        updatedByApps: [{ slug: 'sample', version: '1.2.3', date: '2026-03-02T10:00:00.000Z' }],
        sourceAccount: 'account-1',
        sourceAccountIdentifier: 'other'
      }
    })
  })

  it('writes more than one request holds', async () => {
    const entries = Array.from({ length: 1_100 }, (_, at): Todo => ({ label: String(at), list: 'many' }))
    await addData(context, entries, TODOS)
    expect(await inList('many')).toHaveLength(1_100)
    expect(new Set(entries.map(({ _id }) => _id)).size).toBe(1_100)
  })

  it('writes once more what somebody else has changed meanwhile', async () => {
    const [doc] = await addData(context, [{ label: 'Tea', list: 'late' }], TODOS)
    await context.stack.documents.change(TODOS, doc!._id, present => ({ ...present, theirs: true }))
    await addData(context, [{ ...doc!, label: 'Coffee' }], TODOS)
    expect(await inList('late')).toMatchObject([{ label: 'Coffee', theirs: true }])
  })

  it('makes nothing double when the same request comes twice', async () => {
    const draft = { _id: 'twice', list: 'twice' }
    await writeDocuments(context.stack, TODOS, [draft])
    await writeDocuments(context.stack, TODOS, [draft])
    expect(await inList('twice')).toHaveLength(1)
  })
})

describe('hydrateAndFilter', () => {
  const keys = ['list', 'label', 'date']
  const entry = (label: string, more: object = {}): Todo => ({
    list: 'hydrate',
    label,
    date: new Date('2026-01-01'),
    ...more
  })
  beforeAll(async () => {
    await addData(context, [entry('Marge'), entry('Homer'), { ...entry('Bart'), date: '2026-01-01' }], TODOS)
  })

  it('gives ids to what is there and answers what is not', async () => {
    const entries = ['Marge', 'Bart', 'Lisa', 'Lisa'].map(label => entry(label))
    const fresh = await hydrateAndFilter(context, entries, TODOS, { keys })
    expect(fresh).toEqual([entry('Lisa')])
    expect(entries.map(({ _rev }) => _rev?.split('-')[0])).toEqual(['1', '1', undefined, undefined])
    expect(entries[0]?.cozyMetadata).toMatchObject({ createdByApp: 'sample' })
  })

  it('asks options and entries, functions and methods', async () => {
    class Own extends Document {
      override shouldUpdate(existing: object): boolean {
        return (existing as Todo).label === this['label']
      }
    }
    const entries = [
      entry('Marge'),
      entry('Homer', { shouldUpdate: (_own: Todo, existing: Todo) => existing.label !== 'Homer' }),
      new Own(entry('Bart')) as unknown as Todo,
      entry('Lisa', { shouldSave: () => Promise.resolve(false) }),
      entry('Maggie')
    ]
    const chosen = await hydrateAndFilter(context, entries, TODOS, { keys, shouldUpdate: () => true })
    expect(chosen.map(({ label }) => label)).toEqual(['Marge', 'Bart', 'Maggie'])
  })

  it('takes entries without any key as they are, and asks for a doctype', async () => {
    const entries = [{ label: 'a' }, { label: 'a' }] as Todo[]
    expect(await hydrateAndFilter(context, entries, TODOS)).toHaveLength(2)
    await expect(hydrateAndFilter(context, entries, '')).rejects.toThrow('Doctype is mandatory')
  })

  it('looks only at what a selector matches', async () => {
    const options = { keys, selector: { list: 'elsewhere' }, index: ['list'] }
    expect(await hydrateAndFilter(context, [entry('Marge')], TODOS, options)).toHaveLength(1)
  })
})

describe('updateOrCreate', () => {
  it('adds to what has the same attributes, and creates the rest', async () => {
    now = new Date('2026-04-01T00:00:00.000Z')
    const first: Todo[] = [{ list: 'upsert', label: 'a', kept: 1 }]
    await updateOrCreate(context, first, TODOS, ['list', 'label'])
    now = new Date('2026-04-02T00:00:00.000Z')
    const second: Todo[] = ['a', 'b', 'b'].map((label, at) => ({ list: 'upsert', label, at }))
    const saved = await updateOrCreate(context, second, TODOS, ['list', 'label', 'cozyMetadata.createdByApp'])
    expect(saved.map(({ label }) => label)).toEqual(['a', 'b', 'b'])
    const docs = (await inList('upsert')).sort((a, b) => (a.label! < b.label! ? -1 : 1))
    expect(docs).toMatchObject([
      { kept: 1, at: 0, cozyMetadata: { createdAt: '2026-04-01T00:00:00.000Z' } },
      { at: 2, cozyMetadata: { createdAt: '2026-04-02T00:00:00.000Z' } }
    ])
    await expect(updateOrCreate(context, first, TODOS, [])).rejects.toThrow('no matching attributes')
  })
})

describe('queries', () => {
  it('find, change and delete many', async () => {
    const docs = await addData(
      context,
      ['x', 'x', 'y'].map((label): Todo => ({ list: 'q', label })),
      TODOS
    )
    const selector = { list: 'q' }
    const { toKeep, toRemove } = await findDuplicates(context, TODOS, { keys: ['label'], selector })
    expect(toKeep.map(({ label }) => label).sort()).toEqual(['x', 'y'])
    expect(toRemove).toMatchObject([{ label: 'x', original: toKeep.find(doc => doc['label'] === 'x')?._id }])
    await batchUpdateAttributes(
      context,
      TODOS,
      docs.map(({ _id }) => _id),
      { done: true }
    )
    expect((await inList('q')).every(doc => doc['done'])).toBe(true)
    await expect(batchUpdateAttributes(context, TODOS, ['none'], {})).rejects.toThrow('there is no none')
    await batchDelete(context, TODOS, [...toRemove, { _id: 'none' }])
    expect(await inList('q')).toHaveLength(2)
    await expect(findDuplicates(context, TODOS, {})).rejects.toThrow('keys or hash')
    expect((await fetchAll(context, TODOS)).length).toBeGreaterThan(1_100)
  })

  it('sorts bills by what is linked to them', () => {
    const bills = ['a', 'b', 'c'].map(_id => ({ _id }))
    const operations = [{ bills: ['b'] }, { bills: ['b', 'a'] }, {}]
    expect(sortBillsByLinkedOperationNumber(bills, operations).map(({ _id }) => _id)).toEqual(['b', 'a', 'c'])
  })

  it('formats a date as it is here', () => {
    expect(formatDate(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05')
    expect(() => formatDate('never')).toThrow(RangeError)
  })
})

describe('Document', () => {
  class Simpson extends Document {
    static override version = 3
    override validate({ name }: Record<string, unknown>): void {
      if (!name) throw new Error('a name is missing')
    }
  }

  it('validates, keeps its version, and compares loosely', () => {
    expect(() => new Simpson({})).toThrow('a name is missing')
    const born = new Date('2026-01-01')
    const lisa = new Simpson({ name: 'Lisa', born, _id: '1' })
    expect(JSON.parse(JSON.stringify(lisa))).toMatchObject({ name: 'Lisa', metadata: { version: 3 } })
    expect(lisa.isEqual({ name: 'Lisa', born: born.toISOString(), metadata: { version: 3 } })).toBe(true)
    expect(lisa.isEqual({ ...lisa, born: born.toISOString() }, [], true)).toBe(false)
    expect(lisa.isEqual(new Simpson({ name: 'Bart', born }))).toBe(false)
  })
})
