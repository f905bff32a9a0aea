import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startClientStack, type ClientStack } from './client-stack.js'
import { Q } from './real-clients.js'

let stack: ClientStack
let client: ReturnType<ClientStack['client']>

beforeAll(async () => {
  stack = await startClientStack()
  client = stack.client(await stack.token('cli', 'io.cozy.operations io.cozy.fresh'))
}, 30_000)

afterAll(() => stack.stop())

interface Operation {
  _id: string
  _rev: string
  amount: number
}

describe('documents together with cozy-client', () => {
  it('are created in a doctype that nobody has written to, changed and deleted', async () => {
    const documents = [1, 2, 3].map(amount => ({ _id: `the-${amount}`, _type: 'io.cozy.operations', amount }))
    const { data: made } = await client.saveAll(documents)
    expect(made).toHaveLength(3)
    const { data: read } = (await client.query(Q('io.cozy.operations'))) as { data: Operation[] }
    const { data: changed } = await client.saveAll(read.map(one => ({ ...one, amount: one.amount * 10 })))
    expect(changed.map(({ _rev }: Operation) => _rev)).toEqual(Array(3).fill(expect.stringMatching(/^2-/)))
    const after = (await client.query(Q('io.cozy.operations'))) as { data: Operation[] }
    expect(after.data.map(({ amount }) => amount).sort((a, b) => a - b)).toEqual([10, 20, 30])
    await client.collection('io.cozy.operations').destroyAll(after.data)
    expect((await client.query(Q('io.cozy.operations'))).data).toEqual([])
  })

  it('say which of them was refused', async () => {
    const { data: one } = await client.save({ _type: 'io.cozy.fresh', amount: 1 })
    await client.save({ ...one, amount: 2 })
    const both = [one, { _id: 'another', _type: 'io.cozy.fresh', amount: 5 }]
    await expect(client.collection('io.cozy.fresh').updateAll(both)).resolves.toMatchObject([
      { id: one._id, error: 'conflict' },
      { id: 'another', ok: true }
    ])
  })

  it('are followed by their changes', async () => {
    const collection = client.collection('io.cozy.fresh')
    const { newLastSeq } = await collection.fetchChanges()
    await client.save({ _id: 'later', _type: 'io.cozy.fresh', amount: 7 })
    const { documents } = await collection.fetchChanges({ since: newLastSeq, include_docs: true })
    expect(documents).toMatchObject([{ _id: 'later', amount: 7 }])
  })
})
