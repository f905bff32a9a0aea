import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { auth, connect, subscribe } from '../../realtime/testing/websocket-client.js'
import { startTestStack, type TestStack } from '../../testing/test-stack.js'
import { CLIENT, register } from '../testing/oauth.js'

let test: TestStack

beforeAll(async () => {
  test = await startTestStack()
})

afterAll(() => test.stack.close())

const HOUR = 3_600_000

const passHours = (hours: number) =>
  test.stack.clock.moveTo(new Date(test.stack.clock.now().getTime() + hours * HOUR), {
    settle: () => test.stack.engine.fired()
  })

describe('a registration', () => {
  it('keeps what it knows, sets the rest itself, and drops what it does not know', async () => {
    const { answer } = await register(test, {
      client_name: 'All fields',
      client_id: 'mine',
      client_secret: 'mine',
      grant_types: ['password'],
      tos_uri: 'https://client.example/tos',
      notification_platform: 'APNS',
      notification_device_token: 'device',
      logo_uri: 'https://client.example/logo.png'
    })
    expect(answer.status).toBe(201)
    expect(answer.json).toEqual({
      ...CLIENT,
      client_name: 'All fields',
      client_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      client_secret: expect.stringMatching(/^[\w-]{32}$/),
      client_secret_expires_at: 0,
      registration_access_token: expect.stringMatching(/^ey/),
      pending: true,
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      notification_platform: 'apns',
      notification_device_token: 'device',
      logo_uri: 'https://client.example/logo.png',
      cozyMetadata: expect.objectContaining({ doctypeVersion: '1', metadataVersion: 1 })
    })
  })

  it('gives a name that is taken a number', async () => {
    const names = []
    for (let i = 0; i < 3; i++) {
      names.push((await register(test, { client_name: 'Twice' })).answer.json.client_name)
    }
    expect(names).toEqual(['Twice', 'Twice-2', 'Twice-3'])
  })

  it.each([
    ['no redirect_uris', { redirect_uris: [] }, 'invalid_redirect_uri', 'redirect_uris is mandatory'],
    ['an empty name', { client_name: '' }, 'invalid_client_metadata', 'client_name is mandatory'],
    ['no software', { software_id: null }, 'invalid_client_metadata', 'software_id is mandatory'],
    ['another platform', { notification_platform: 'nokia' }, 'invalid_client_metadata', undefined],
    [
      'a fragment',
      { redirect_uris: ['https://a.example/##b'] },
      'invalid_redirect_uri',
      'https://a.example/##b is invalid'
    ],
    [
      'the store',
      { software_id: 'registry://store' },
      'unapproved_software_id',
      'Link with store/settings is forbidden'
    ],
    [
      'an app that no registry has',
      { software_id: 'registry://drive' },
      'unapproved_software_id',
      'Application was not found on instance registries'
    ]
  ])('refuses %s', async (_what, fields, error, error_description) => {
    const { answer } = await register(test, fields)
    expect([answer.status, answer.json]).toEqual([400, { error, error_description }])
  })

  it('finds fields in whichever letters, as Go does: the last of two counts, and no limit is passed by it', async () => {
    const { answer } = await register(test, { Client_Name: 'Loud', SOFTWARE_ID: 'loud' })
    expect(answer.json).toMatchObject({ client_name: 'Loud', software_id: 'loud' })
    const login = await register(test, { ALLOW_LOGIN_SCOPE: true })
    expect(login.answer.status).toBe(401)
  })

  it('keeps what Go knows no type of, and drops what CouchDB gives', async () => {
    const { answer } = await register(test, { synchronized_at: '', last_refreshed_at: {}, _id: 'mine' })
    expect(answer.json).toMatchObject({ synchronized_at: '', last_refreshed_at: {} })
    expect(answer.json.client_id).not.toBe('mine')
  })

  it.each([
    [{ _id: 1 }, 'number into Go struct field Client._id of type string'],
    [{ cozyMetadata: [] }, 'array into Go struct field Client.cozyMetadata of type metadata.CozyMetadata'],
    [
      { redirect_uris: ['https://a.example', 1] },
      'number into Go struct field Client.redirect_uris of type string'
    ],
    [{ redirect_uris: 'x' }, 'string into Go struct field Client.redirect_uris of type []string']
  ])('says of %j which field is of another type', async (fields, words) => {
    const { answer } = await register(test, fields)
    expect([answer.status, answer.json.errors[0].detail]).toEqual([400, `json: cannot unmarshal ${words}`])
  })

  it('refuses an address with a bad escape', async () => {
    const { answer } = await register(test, { redirect_uris: ['%zz'] })
    expect(answer.json).toEqual({ error: 'invalid_redirect_uri', error_description: '%zz is invalid' })
  })

  it('refuses an address of the Cozy itself', async () => {
    const own = `http://${test.stack.domain}/auth/login`
    const { answer } = await register(test, { redirect_uris: [own] })
    expect(answer.json).toEqual({ error: 'invalid_redirect_uri', error_description: `${own} is invalid` })
  })

  it.each([
    ['a text that is no JSON', '{'],
    ['a list', '[]'],
    ['a field of another type', '{"client_name":5}']
  ])('answers 400 for %s', async (_what, body) => {
    const headers = { 'content-type': 'application/json' }
    const answer = await test.ask('POST', '/auth/register', { body, headers })
    expect(answer.status).toBe(400)
    if (body === '[]') {
      const detail = 'json: cannot unmarshal array into Go value of type oauth.Client'
      expect(answer.json.errors[0].detail).toBe(detail)
    }
  })

  it('asks for JSON on both ways', async () => {
    const html = await test.ask('POST', '/auth/register', { body: CLIENT, headers: { accept: 'text/html' } })
    const text = await test.ask('POST', '/auth/register', {
      body: '{}',
      headers: { 'content-type': 'text/plain' }
    })
    expect([html.json, text.json]).toEqual([{ error: 'bad_accept_header' }, { error: 'bad_content_type' }])
  })

  it('never lets a client ask for the scope of logins by itself', async () => {
    const { answer } = await register(test, { allow_login_scope: true })
    expect(answer.status).toBe(401)
  })
})

describe('a client', () => {
  it('reads and changes itself, and gets another secret for the present one', async () => {
    const { id, secret, token } = await register(test, { client_name: 'Changing' })
    const path = `/auth/register/${id}`
    const change = {
      ...CLIENT,
      client_id: id,
      client_name: 'Changed',
      flagship: true,
      allow_login_scope: true
    }
    const changed = await test.ask('PUT', path, { token, body: change })
    expect(changed.status).toBe(200)
    expect(changed.json).toMatchObject({ client_name: 'Changed', client_secret: secret })
    expect(changed.json).not.toHaveProperty('flagship')
    expect(changed.json).not.toHaveProperty('allow_login_scope')
    const renewed = await test.ask('PUT', path, { token, body: { ...change, client_secret: secret } })
    expect(renewed.json.client_secret).toMatch(/^[\w-]{32}$/)
    expect(renewed.json.client_secret).not.toBe(secret)
    const wrong = await test.ask('PUT', path, { token, body: { ...change, client_secret: secret } })
    expect(wrong.json).toEqual({
      error: 'invalid_client_secret',
      error_description: 'client_secret is invalid'
    })
    const other = await test.ask('PUT', path, { token, body: CLIENT })
    expect(other.json).toEqual({ error: 'invalid_client_id', error_description: 'client_id is mandatory' })
    const { json } = await test.ask('GET', path, { token })
    expect(json.client_secret).toBe(renewed.json.client_secret)
  })

  it('is managed by nobody else', async () => {
    const mine = await register(test, { client_name: 'Mine' })
    const { token } = await register(test, { client_name: 'Theirs' })
    const path = `/auth/register/${mine.id}`
    const answers = [
      await test.ask('GET', path, { token }),
      await test.ask('PUT', path, { token, body: CLIENT }),
      await test.ask('DELETE', path, { token }),
      await test.ask('DELETE', path)
    ]
    expect(answers.map(({ status, json }) => [status, json])).toEqual(
      answers.map(() => [401, { error: 'invalid_token' }])
    )
    expect((await test.ask('DELETE', path, { token: mine.token })).status).toBe(204)
    expect((await test.ask('DELETE', path, { token: mine.token })).status).toBe(204)
    expect((await test.ask('GET', path, { token: mine.token })).json).toEqual({ error: 'Client not found' })
  })

  it('is not to be reached by /data, and realtime keeps its secret', async () => {
    const token = await test.cli('io.cozy.oauth.clients')
    const client = await connect(test.stack.domain)
    // What it does not know is answered: by then it has read the subscription.
    client.say(auth(token), subscribe('io.cozy.oauth.clients'), { method: 'NONE' })
    expect((await client.next()).event).toBe('error')
    const told = client.next()
    const { id, secret } = await register(test, { client_name: 'Told' })
    expect((await test.ask('GET', `/data/io.cozy.oauth.clients/${id}`, { token })).status).toBe(403)
    const message = await told
    expect(message).toMatchObject({ event: 'CREATED', payload: { id, doc: { client_name: 'Told' } } })
    expect(JSON.stringify(message)).not.toContain(secret)
    client.socket.terminate()
  })

  it('is gone an hour later where nobody has said yes', async () => {
    const { id, token } = await register(test, { client_name: 'Unused' })
    await passHours(2)
    await test.stack.engine.idle()
    expect((await test.ask('GET', `/auth/register/${id}`, { token })).status).toBe(404)
  })

  it('is registered fifty times an hour, and no more', async () => {
    await passHours(2)
    const statuses = []
    for (let i = 0; i < 52; i++) statuses.push((await register(test, { client_name: '' })).answer.status)
    expect(statuses).toEqual([...Array<number>(50).fill(400), 404, 404])
    await passHours(2)
    expect((await register(test, { client_name: '' })).answer.status).toBe(400)
  })
})
