import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { startClientStack, type ClientStack } from './client-stack.js'
import { loadPouchLink, memoryPlatform } from './pouch-platform.js'
import { Q } from './real-clients.js'

const TODOS = 'io.cozy.todos'
const PouchLink = loadPouchLink()

let stack: ClientStack
let remote: ReturnType<ClientStack['client']>
let client: ReturnType<ClientStack['client']>
let link: InstanceType<typeof PouchLink>

beforeAll(async () => {
  stack = await startClientStack()
  const token = await stack.token('cli', TODOS)
  remote = stack.client(token)
  await remote.save({ _id: 'from-stack', _type: TODOS, label: 'written on the stack' })
  link = new PouchLink({
    doctypes: [TODOS],
    doctypesReplicationOptions: { [TODOS]: { strategy: 'sync' } },
    initialSync: false,
    periodicSync: false,
    platform: memoryPlatform(),
    // For what is here alone: the other side is found by its address.
    pouch: { options: { adapter: 'memory' } }
  })
  client = stack.client(token, {}, { links: [link] })
  await link.onLogin()
}, 30_000)

afterAll(async () => {
  await link.reset()
  await stack.stop()
})

/** One replication, there and back, to its end. */
const replicate = async () => {
  const errors: unknown[] = []
  link.options.onSyncError = (error: unknown) => errors.push(error)
  await link.pouches.replicateOnce()
  expect(errors).toEqual([])
}

const labelOf = async (id: string) => {
  const { data } = await remote.query(Q(TODOS).getById(id))
  return data?.label
}

const local = () => link.getPouch(TODOS)

describe('cozy-pouch-link', () => {
  beforeEach(replicate)

  it('has the documents of the stack after its first replication, and finds them without it', async () => {
    expect(await local().get('from-stack')).toMatchObject({ label: 'written on the stack' })
    const { data } = await client.query(
      Q(TODOS).where({ label: 'written on the stack' }).indexFields(['label'])
    )
    expect(data).toMatchObject([{ _id: 'from-stack' }])
  })

  it('brings what is written here to the stack', async () => {
    const { data: made } = await client.save({ _type: TODOS, label: 'written here' })
    expect(await labelOf(made._id)).toBeUndefined()
    await replicate()
    expect(await labelOf(made._id)).toBe('written here')
  })

  it('brings changes both ways', async () => {
    const { data } = await remote.query(Q(TODOS).getById('from-stack'))
    await remote.save({ ...data, label: 'changed on the stack' })
    await replicate()
    const there = await local().get('from-stack')
    expect(there.label).toBe('changed on the stack')
    await local().put({ ...there, label: 'changed here' })
    await replicate()
    expect(await labelOf('from-stack')).toBe('changed here')
    expect((await remote.query(Q(TODOS).getById('from-stack'))).data._rev).toBe(
      (await local().get('from-stack'))._rev
    )
  })

  it('brings deletions both ways', async () => {
    const { data: one } = await remote.save({ _type: TODOS, label: 'deleted on the stack' })
    const { data: two } = await remote.save({ _type: TODOS, label: 'deleted here' })
    await replicate()
    await remote.destroy(one)
    await local().remove(await local().get(two._id))
    await replicate()
    await expect(local().get(one._id)).rejects.toMatchObject({ status: 404 })
    expect(await labelOf(two._id)).toBeUndefined()
  })

  it('agrees with the stack on the winner of a conflict', async () => {
    const { data: made } = await remote.save({ _type: TODOS, label: 'one' })
    await replicate()
    await remote.save({ ...made, label: 'the stack says' })
    await local().put({ ...(await local().get(made._id)), label: 'this side says' })
    await replicate()
    expect(await labelOf(made._id)).toBe((await local().get(made._id)).label)
  })

  it('brings many at once', async () => {
    const documents = Array.from({ length: 300 }, (_, at) => ({ _id: `many-${at}`, at }))
    await local().bulkDocs(documents)
    await replicate()
    const all = await remote.queryAll(
      Q(TODOS)
        .where({ at: { $gte: 0 } })
        .indexFields(['at'])
        .limitBy(100)
    )
    expect(all).toHaveLength(300)
  })
})
