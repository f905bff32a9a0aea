import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startTestStack, type Answer, type TestStack } from '../testing/test-stack.js'

const CONTEXT = { color: 'blue', features: ['a', { b: 3 }] }

let test: TestStack
let token: string

beforeAll(async () => {
  test = await startTestStack({ config: { contexts: { default: CONTEXT } } })
  token = await test.cli('io.cozy.todos')
})

afterAll(() => test.stack.close())

const read = (name: string, bearer = token): Promise<Answer> =>
  test.ask('GET', `/settings/${name}`, { token: bearer })

describe('what a client asks of an instance first', () => {
  it.each(['instance', 'capabilities', 'flags', 'context'])(
    'is told to whoever has a token, whatever it is for: %s',
    async name => {
      expect((await read(name)).status).toBe(200)
    }
  )

  it.each(['flags', 'context'])('is refused with 403 to who has none: %s', async name => {
    for (const bearer of ['', 'nonsense']) {
      const answer = await read(name, bearer)
      expect([answer.status, answer.json]).toEqual([403, { error: 'Forbidden' }])
    }
  })

  it('has the context as it is configured, and its flags', async () => {
    const { attributes } = (await read('context')).json.data
    expect(attributes).toEqual({
      ...CONTEXT,
      antivirus: { enabled: false, notifications: { email_on_infected: false } }
    })
    expect((await read('flags')).json.data.attributes).toEqual({ a: true, b: 3 })
  })

  it('has no warnings: 404 with an empty list', async () => {
    const answer = await read('warnings')
    expect([answer.status, answer.json]).toEqual([404, { errors: [] }])
  })

  it('keeps the app that the owner begins with', async () => {
    const own = await test.cli('io.cozy.settings')
    const path = '/data/io.cozy.settings/io.cozy.settings.instance'
    const { _type, ...settings } = (await test.ask('GET', path, { token: own })).json
    await test.ask('PUT', path, { token: own, body: { ...settings, default_redirection: 'drive/#/folder' } })
    expect((await read('instance')).json.data.attributes.default_redirection).toBe('drive/#/folder')
  })
})

describe('the space that is taken', () => {
  it.each([
    ['io.cozy.todos', 403],
    ['io.cozy.files:GET', 403],
    ['io.cozy.files', 200],
    ['io.cozy.files:GET,POST:folder', 200],
    ['io.cozy.settings:GET:io.cozy.settings.disk-usage', 200]
  ])('is told by a token for %s: %d', async (scope, status) => {
    expect((await read('disk-usage', await test.cli(scope))).status).toBe(status)
  })
})

describe('sessions', () => {
  it('are none before a login, and are listed after it', async () => {
    const own = await test.cli('io.cozy.sessions')
    expect((await read('sessions', own)).json).toEqual({ data: [], meta: { count: 0 } })
    expect((await read('sessions')).status).toBe(403)
    const [instance] = test.stack.instances.list()
    const date = new Date().toISOString()
    const session = { created_at: date, last_seen: date, long_run: false, short_run: false }
    const over = { ...session, last_seen: '2001-01-01T00:00:00.000Z' }
    const { _id, _rev } = await instance!.documents.put('io.cozy.sessions', session)
    await instance!.documents.put('io.cozy.sessions', over)
    expect((await read('sessions', own)).json).toEqual({
      data: [
        { type: 'io.cozy.sessions', id: _id, attributes: { _id, _rev, ...session }, meta: { rev: _rev } }
      ],
      meta: { count: 1 }
    })
  })

  it('the present one is that of the cookie', async () => {
    const answer = await read('sessions/current')
    expect([answer.status, answer.json.errors[0].detail]).toEqual([404, 'no current session'])
  })
})
