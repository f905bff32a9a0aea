import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startClientStack, type ClientStack } from './client-stack.js'
import { Q } from './real-clients.js'

let stack: ClientStack
let client: ReturnType<ClientStack['client']>

const SCHEMA = {
  todos: {
    doctype: 'io.cozy.todos',
    relationships: { list: { type: 'has-one', doctype: 'io.cozy.lists' } }
  },
  lists: {
    doctype: 'io.cozy.lists',
    relationships: { todos: { type: 'has-many', doctype: 'io.cozy.todos' } }
  }
}

beforeAll(async () => {
  stack = await startClientStack()
  client = stack.client(await stack.token('cli', 'io.cozy.todos io.cozy.lists io.cozy.plain'), SCHEMA)
}, 30_000)

afterAll(() => stack.stop())

describe('documents with cozy-client', () => {
  it('are created, changed, read and deleted', async () => {
    const { data: made } = await client.save({ _type: 'io.cozy.todos', label: 'Bread', done: false })
    expect(made).toMatchObject({
      _id: expect.any(String),
      label: 'Bread',
      _rev: expect.stringMatching(/^1-/)
    })
    const { data: changed } = await client.save({ ...made, done: true })
    expect(changed._rev).toMatch(/^2-/)
    const { data: read } = await client.query(Q('io.cozy.todos').getById(made._id))
    expect(read).toMatchObject({ label: 'Bread', done: true, cozyMetadata: expect.any(Object) })
    await client.destroy(read)
    expect((await client.query(Q('io.cozy.todos').getById(made._id))).data).toBeNull()
  })

  it('are refused with an old revision', async () => {
    const { data: made } = await client.save({ _type: 'io.cozy.todos', label: 'Milk' })
    await client.save({ ...made, label: 'Oat milk' })
    await expect(client.save({ ...made, label: 'Soy milk' })).rejects.toMatchObject({ status: 409 })
  })

  it('are found by a query that has no index yet, sorted', async () => {
    for (const rank of [3, 1, 2]) await client.save({ _type: 'io.cozy.plain', rank, kind: 'a' })
    const query = Q('io.cozy.plain')
      .where({ kind: 'a', rank: { $gt: 1 } })
      .indexFields(['kind', 'rank'])
    const { data } = await client.query(query.sortBy([{ kind: 'desc' }, { rank: 'desc' }]))
    expect(data.map(({ rank }: { rank: number }) => rank)).toEqual([3, 2])
    const partial = await client.query(
      Q('io.cozy.plain')
        .where({ rank: { $gt: 0 } })
        .partialIndex({ kind: { $exists: true } })
        .indexFields(['rank'])
    )
    expect(partial.data).toHaveLength(3)
  })

  it('keep their relationships, which are read along', async () => {
    const { data: list } = await client.save({ _type: 'io.cozy.lists', name: 'Shopping' })
    const { data: todo } = await client.save({
      _type: 'io.cozy.todos',
      label: 'Eggs',
      relationships: { list: { data: { _id: list._id, _type: 'io.cozy.lists' } } }
    })
    const { data } = await client.query(Q('io.cozy.lists').getById(list._id))
    const hydrated = client.hydrateDocument(data, undefined, { forceHydratation: true })
    await hydrated.todos.addById(todo._id)
    await client.query(
      Q('io.cozy.lists').where({ name: 'Shopping' }).indexFields(['name']).include(['todos']),
      {
        as: 'lists'
      }
    )
    const [read] = client.getQueryFromState('lists', { hydrated: true, singleDocData: false }).data
    expect(read.todos.data.map(({ label }: { label: string }) => label)).toEqual(['Eggs'])
    await client.query(Q('io.cozy.todos').where({ label: 'Eggs' }).indexFields(['label']).include(['list']), {
      as: 'todos'
    })
    const [eggs] = client.getQueryFromState('todos', { hydrated: true, singleDocData: false }).data
    expect(eggs.list.data).toMatchObject({ name: 'Shopping' })
  })
})
