import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startTestStack, type TestStack } from '../testing/test-stack.js'

let test: TestStack
let token: string

beforeAll(async () => {
  test = await startTestStack({ email: 'owner@example.org', publicName: 'The owner' })
  token = await test.cli('io.cozy.contacts')
})

afterAll(() => test.stack.close())

const ask = (method: string, path: string) => test.ask(method, path, { token })

describe('the contact of the owner', () => {
  it('is there before anybody has asked for it', async () => {
    const { json } = await ask('GET', '/data/io.cozy.contacts/_normal_docs')
    expect(json.rows).toEqual([
      {
        _id: expect.stringMatching(/^[0-9a-f]{32}$/),
        _rev: expect.stringMatching(/^1-/),
        cozy: [{ primary: true, url: `http://${test.stack.domain}` }],
        displayName: 'The owner',
        email: [{ address: 'owner@example.org', primary: true }],
        fullname: 'The owner',
        indexes: { byFamilyNameGivenNameEmailCozyUrl: 'owner@example.org' },
        me: true
      }
    ])
  })

  it('is answered as a resource, the same each time', async () => {
    const first = await ask('POST', '/contacts/myself')
    expect(first.status).toBe(200)
    expect(first.headers['content-type']).toBe('application/vnd.api+json')
    expect(first.json.data).toMatchObject({
      type: 'io.cozy.contacts',
      attributes: { me: true, fullname: 'The owner' },
      links: { self: '/contacts/myself' }
    })
    expect(first.json.data.attributes).not.toHaveProperty('_id')
    expect((await ask('POST', '/contacts/myself')).json).toEqual(first.json)
  })

  it('is made anew where it is gone', async () => {
    const { id, meta } = (await ask('POST', '/contacts/myself')).json.data
    await ask('DELETE', `/data/io.cozy.contacts/${id}?rev=${meta.rev}`)
    const { json } = await ask('POST', '/contacts/myself')
    expect(json.data.id).not.toBe(id)
    expect(json.data.attributes.email).toEqual([{ address: 'owner@example.org', primary: true }])
  })

  it('is for who may read contacts', async () => {
    expect((await test.ask('POST', '/contacts/myself')).status).toBe(401)
    const other = await test.cli('io.cozy.files')
    expect((await test.ask('POST', '/contacts/myself', { token: other })).status).toBe(403)
  })
})
