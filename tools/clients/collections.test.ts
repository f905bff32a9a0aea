import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startClientStack, type ClientStack } from './client-stack.js'
import { Q } from './real-clients.js'

let stack: ClientStack
let client: ReturnType<ClientStack['client']>

beforeAll(async () => {
  stack = await startClientStack()
  await stack.install('apps', 'svcdemo')
  await stack.install('konnectors', 'kondemo')
  client = stack.client(
    await stack.token('cli', 'io.cozy.apps io.cozy.konnectors io.cozy.settings io.cozy.triggers io.cozy.jobs')
  )
}, 30_000)

afterAll(() => stack.stop())

const slugs = (data: { slug: string }[]) => data.map(({ slug }) => slug)

describe('what is installed and set, with cozy-client', () => {
  it('lists apps, and reads one', async () => {
    expect(slugs((await client.query(Q('io.cozy.apps'))).data)).toEqual(['svcdemo'])
    const { data } = await client.query(Q('io.cozy.apps').getById('io.cozy.apps/svcdemo'))
    expect(data).toMatchObject({
      name: 'Service demo',
      state: 'ready',
      version: expect.stringMatching(/^1\.0\.0/)
    })
    expect(new URL(data.links.related).host).toBe(`svcdemo.${new URL(stack.uri).host}`)
  })

  it('lists konnectors, reads one, and finds none of its triggers', async () => {
    expect(slugs((await client.query(Q('io.cozy.konnectors'))).data)).toEqual(['kondemo'])
    const { data } = await client.query(Q('io.cozy.konnectors').getById('io.cozy.konnectors/kondemo'))
    expect(data).toMatchObject({ name: 'Konnector demo', fields: { login: { type: 'text' } } })
    expect(await client.collection('io.cozy.konnectors').findTriggersBySlug('kondemo')).toEqual([])
  })

  it('reads settings', async () => {
    const { data: instance } = await client.query(Q('io.cozy.settings').getById('io.cozy.settings.instance'))
    expect(instance).toMatchObject({ public_name: 'Owner', email: 'a@b.c' })
    const { data: context } = await client.query(Q('io.cozy.settings').getById('io.cozy.settings.context'))
    expect(context._type).toBe('io.cozy.settings')
    const { data: capabilities } = await client.query(
      Q('io.cozy.settings').getById('io.cozy.settings.capabilities')
    )
    expect(capabilities.attributes).toEqual(expect.any(Object))
  })
})
