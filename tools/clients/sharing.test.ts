import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startClientStack, type ClientStack } from './client-stack.js'

let stack: ClientStack
let client: ReturnType<ClientStack['client']>

beforeAll(async () => {
  stack = await startClientStack()
  await stack.install('apps', 'svcdemo')
  client = stack.client(await stack.token('app', 'svcdemo'))
}, 30_000)

afterAll(() => stack.stop())

describe('permissions and links with cozy-client', () => {
  it('says what an app may do', async () => {
    const { data } = await client.collection('io.cozy.permissions').fetchOwnPermissions()
    expect(data).toMatchObject({
      _type: 'io.cozy.permissions',
      attributes: { type: 'app', source_id: 'io.cozy.apps/svcdemo' }
    })
  })

  it('shares one document by a link, shows it, and takes it back', async () => {
    const { data: todo } = await client.save({ _type: 'io.cozy.bank.operations', label: 'shared' })
    const { data: other } = await client.save({ _type: 'io.cozy.bank.operations', label: 'private' })
    const permissions = client.collection('io.cozy.permissions')
    const { data: link } = await permissions.create({
      codes: 'friend',
      permissions: { one: { type: 'io.cozy.bank.operations', verbs: ['GET'], values: [todo._id] } }
    })
    const { friend } = link.attributes.shortcodes ?? link.attributes.codes
    const guest = stack.client(link.attributes.codes.friend).collection('io.cozy.bank.operations')
    expect(friend).toEqual(expect.any(String))
    expect((await guest.get(todo._id)).data).toMatchObject({ label: 'shared' })
    await expect(guest.get(other._id)).rejects.toMatchObject({ status: 403 })
    await expect(guest.update({ ...todo, label: 'changed' })).rejects.toMatchObject({ status: 403 })

    const { data: links } = await permissions.findLinksByDoctype('io.cozy.bank.operations')
    expect(links.map(({ id }: { id: string }) => id)).toContain(link._id)
    await permissions.destroy({ id: link._id })
    await expect(guest.get(todo._id)).rejects.toMatchObject({ status: expect.any(Number) })
  })

  it('is refused what the manifest does not ask for', async () => {
    await expect(client.collection('io.cozy.contacts').get('one')).rejects.toMatchObject({ status: 403 })
  })
})
