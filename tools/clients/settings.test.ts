import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startClientStack, type ClientStack } from './client-stack.js'
import { Q } from './real-clients.js'

let stack: ClientStack
let client: ReturnType<ClientStack['client']>

const SETTINGS = 'io.cozy.settings'

const get = async (name: string) => (await client.query(Q(SETTINGS).getById(`${SETTINGS}.${name}`))).data

beforeAll(async () => {
  stack = await startClientStack()
  client = stack.client(await stack.token('cli', SETTINGS))
}, 30_000)

afterAll(() => stack.stop())

describe('settings with cozy-client', () => {
  it('of the instance are read, changed and read again', async () => {
    const before = await get('instance')
    expect(before).toMatchObject({ _id: 'io.cozy.settings.instance', public_name: 'Owner', locale: 'en' })
    const { data: saved } = await client.save({
      _id: before._id,
      _type: SETTINGS,
      // To the client a document without it is new.
      _rev: before.meta.rev,
      meta: { rev: before.meta.rev },
      attributes: { public_name: 'Other', email: before.email, tz: 'Europe/Paris', locale: 'fr' }
    })
    expect(saved.attributes).toMatchObject({ public_name: 'Other', locale: 'fr' })
    expect(saved.meta.rev).not.toBe(before.meta.rev)
    expect((await get('instance')).attributes).toMatchObject({ public_name: 'Other', tz: 'Europe/Paris' })
  })

  it('with an old revision are a conflict', async () => {
    const attributes = { public_name: 'Late' }
    const rev = '1-2d9b7ef014d10549c2b4e206672d3e44'
    const late = {
      _id: 'io.cozy.settings.instance',
      _type: SETTINGS,
      _rev: rev,
      meta: { rev },
      attributes
    }
    await expect(client.save(late)).rejects.toMatchObject({ status: 409 })
  })

  it.each(['capabilities', 'context', 'disk-usage', 'passphrase'])('are read: %s', async name => {
    expect(await get(name)).toMatchObject({ id: `${SETTINGS}.${name}`, attributes: expect.any(Object) })
  })

  it('have the flags that the administration gives', async () => {
    await stack.administer('PATCH', '/instances/:domain/feature/flags', { 'some.flag': { on: [1] } })
    expect((await get('flags')).attributes).toEqual({ 'some.flag': { on: [1] } })
  })
})

describe('an avatar with cozy-stack-client', () => {
  it('is put, seen by everybody and taken away', async () => {
    const own = client.getStackClient()
    const headers = { 'Content-Type': 'image/gif' }
    const put = await own.fetch('PUT', '/settings/avatar', 'GIF89a and so on', { headers })
    expect(put.status).toBe(204)
    const seen = await fetch(`${stack.uri}/public/avatar`)
    expect([seen.headers.get('content-type'), await seen.text()]).toEqual(['image/gif', 'GIF89a and so on'])
    expect((await own.fetch('DELETE', '/settings/avatar')).status).toBe(204)
    expect((await fetch(`${stack.uri}/public/avatar?fallback=404`)).status).toBe(404)
  })
})
