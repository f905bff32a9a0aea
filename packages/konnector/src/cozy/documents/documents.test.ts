import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startTestContext, type TestContext } from '../../testing/test-context.js'

const TODOS = 'io.cozy.todos'

let test: TestContext
beforeAll(async () => {
  test = await startTestContext()
})
afterAll(() => test?.close())

const documents = () => test.ctx.stack.documents

describe('documents of the Cozy', () => {
  it('are created, read, changed and deleted', async () => {
    const made = await documents().create(TODOS, { label: 'Milk' })
    expect(await documents().get(TODOS, made._id)).toMatchObject({ label: 'Milk', _rev: made._rev })
    const changed = await documents().update(TODOS, { ...made, label: 'Oat milk' })
    await expect(documents().update(TODOS, made)).rejects.toMatchObject({ code: 'conflict', status: 409 })
    await documents().delete(TODOS, changed)
    expect(await documents().lookup(TODOS, made._id)).toBeUndefined()
  })

  it('have ids of any characters', async () => {
    const _id = 'a/b ?#é%2F'
    await documents().create(TODOS, { _id, label: 'odd' })
    expect(await documents().get(TODOS, _id)).toMatchObject({ _id, label: 'odd' })
    await expect(documents().create(TODOS, { _id, label: 'again' })).rejects.toMatchObject({
      code: 'conflict'
    })
  })

  it('are changed from the present one, however many do so at once', async () => {
    await documents().create<{ count: number }>(TODOS, { _id: 'counter', count: 0 })
    const add = () =>
      documents().change<{ count: number }>(TODOS, 'counter', doc => ({ ...doc, count: doc.count + 1 }))
    await Promise.all([add(), add(), add()])
    expect(await documents().get(TODOS, 'counter')).toMatchObject({ count: 3 })
  })

  it('are found on all pages, and written in bulk with an outcome each', async () => {
    const many = Array.from({ length: 1_203 }, (_, place) => ({ place, kind: 'many' }))
    const outcomes = await documents().bulk(TODOS, many)
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1_203)
    const found = await documents().find<{ place: number }>(TODOS, {
      selector: { kind: 'many' },
      index: ['kind']
    })
    expect(new Set(found.map(({ place }) => place)).size).toBe(1_203)
    expect(await documents().find(TODOS, { selector: { kind: 'many' }, limit: 1_001 })).toHaveLength(1_001)
    expect((await documents().all(TODOS)).length).toBeGreaterThanOrEqual(1_203)
    const stale = [
      { _id: found[0]!._id, _rev: '1-00000000000000000000000000000000' },
      { _id: 'fresh', kind: 'fresh' }
    ]
    expect(await documents().bulk(TODOS, stale)).toMatchObject([
      { ok: false, error: 'conflict' },
      { ok: true, id: 'fresh' }
    ])
  })

  it('that were read one by one are written in bulk as they are', async () => {
    const { _id } = await documents().create(TODOS, { label: 'read' })
    const read = await documents().get<{ label: string }>(TODOS, _id)
    expect(await documents().bulk(TODOS, [{ ...read, ...{ label: 'written' } }])).toMatchObject([
      { ok: true, id: _id }
    ])
    expect(await documents().get(TODOS, _id)).toMatchObject({ label: 'written' })
  })

  it('of a doctype that never was are none', async () => {
    expect(await documents().all('io.cozy.bills')).toEqual([])
    expect(await documents().find('io.cozy.bills', { selector: { vendor: 'x' } })).toEqual([])
  })

  it('of a doctype that the manifest does not name are refused', async () => {
    await expect(documents().all('io.cozy.events')).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('Add the doctype and the verb') as unknown
    })
  })
})
