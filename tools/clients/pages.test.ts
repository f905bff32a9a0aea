import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startClientStack, type ClientStack } from './client-stack.js'
import { Q } from './real-clients.js'

const all = Array.from({ length: 250 }, (_, at) => at)

let stack: ClientStack
let client: ReturnType<ClientStack['client']>

beforeAll(async () => {
  stack = await startClientStack()
  client = stack.client(await stack.token('cli', 'io.cozy.operations'))
  // Those that have an id are written at once, with `_bulk_docs`.
  await client.saveAll(
    all.map(at => ({ _id: `operation-${at}`, _type: 'io.cozy.operations', at, odd: at % 2 === 1 }))
  )
}, 30_000)

afterAll(() => stack.stop())

const ranks = (data: { at: number }[]) => data.map(({ at }) => at).sort((a, b) => a - b)

describe('many documents with cozy-client', () => {
  it('are all read, a hundred at a time', async () => {
    expect(ranks(await client.queryAll(Q('io.cozy.operations')))).toEqual(all)
  })

  it('are all found by a selector, from bookmark to bookmark', async () => {
    const query = Q('io.cozy.operations').where({ odd: true }).indexFields(['odd']).limitBy(50)
    expect(ranks(await client.queryAll(query))).toEqual(all.filter(at => at % 2 === 1))
  })

  it('come in pages that say whether there is more', async () => {
    const query = Q('io.cozy.operations')
      .where({ at: { $gt: null } })
      .indexFields(['at'])
      .sortBy([{ at: 'asc' }])
      .limitBy(200)
    const first = await client.query(query)
    expect([first.data.length, first.next]).toEqual([200, true])
    const second = await client.query(query.offsetBookmark(first.bookmark))
    expect([second.data.length, second.next]).toEqual([50, false])
    expect(second.data[0].at).toBe(200)
  })

  it('are read by their ids', async () => {
    const { data } = await client.query(Q('io.cozy.operations').limitBy(3))
    const ids = data.map(({ _id }: { _id: string }) => _id)
    const { data: read } = await client.query(Q('io.cozy.operations').getByIds([...ids, 'nowhere']))
    expect(read.map(({ _id }: { _id: string }) => _id)).toEqual(ids)
  })
})
