import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { startTestStack, type TestStack } from '../testing/test-stack.js'
import { auth, connect, settled, subscribe, unsubscribe, type Client } from './testing/websocket-client.js'

const TODOS = 'io.cozy.todos'

let test: TestStack
let token: string
const open: Client[] = []

beforeAll(async () => {
  test = await startTestStack()
  token = await test.cli(`${TODOS} io.cozy.notes io.cozy.settings:GET:io.cozy.settings.instance`)
})

afterEach(() => {
  for (const client of open.splice(0)) client.socket.terminate()
})

afterAll(() => test.stack.close())

const client = async (): Promise<Client> => {
  const opened = await connect(test.stack.domain)
  open.push(opened)
  return opened
}

/** One that is let in and listens. */
const listener = async (...said: unknown[]): Promise<Client> => {
  const opened = await client()
  opened.say(auth(token), ...said)
  expect(await settled(opened)).toEqual([])
  return opened
}

const put = async (id: string, doc: Record<string, unknown>, doctype = TODOS): Promise<string> => {
  const answer = await test.ask('PUT', `/data/${doctype}/${id}`, { token, body: doc })
  expect(answer.status).toBe(200)
  return (answer.json as { rev: string }).rev
}

describe('a websocket that listens to a doctype', () => {
  it('is told what is created, updated and deleted, and in that order', async () => {
    const { next } = await listener(subscribe(TODOS))
    const first = await put('one', { a: 1 })
    const second = await put('one', { _id: 'one', _rev: first, a: 2 })
    const gone = await test.ask('DELETE', `/data/${TODOS}/one?rev=${second}`, { token })
    const { rev: last } = gone.json as { rev: string }
    const told = (event: string, doc: unknown) => ({ event, payload: { type: TODOS, id: 'one', doc } })
    expect(await next()).toEqual(told('CREATED', { _id: 'one', _rev: first, a: 1 }))
    expect(await next()).toEqual(told('UPDATED', { _id: 'one', _rev: second, a: 2 }))
    expect(await next()).toEqual(told('DELETED', { _id: 'one', _rev: last, a: 2 }))
  })

  it('is told each document of a bulk write', async () => {
    const { next } = await listener(subscribe(TODOS))
    const docs = Array.from({ length: 500 }, (_, i) => ({ _id: `bulk${i}` }))
    await test.ask('POST', `/data/${TODOS}/_bulk_docs`, { token, body: { docs } })
    const ids = []
    for (let i = 0; i < 500; i++) ids.push((await next()).payload.id)
    expect(ids).toEqual(docs.map(({ _id }) => _id))
  })

  it('hears nothing of other doctypes, nor of another instance', async () => {
    const here = await listener(subscribe(TODOS))
    await test.admin('POST', '/instances?Domain=other.localhost')
    const other = test.stack.instances.get('other.localhost')!
    await other.documents.put(TODOS, { secret: 'elsewhere' })
    await put('two', {}, 'io.cozy.notes')
    expect(await settled(here)).toEqual([])
  })

  it('hears nothing more once it has unsubscribed, and all that was before', async () => {
    const here = await listener(subscribe(TODOS), subscribe(TODOS, 'three'))
    await put('three', { n: 1 })
    here.say(unsubscribe(TODOS))
    expect(await settled(here)).toMatchObject([{ event: 'CREATED' }])
    await put('four', {})
    expect(await settled(here)).toEqual([])
  })

  it('reads small letters, and bytes where text is due', async () => {
    const here = await client()
    here.socket.send(
      Buffer.from(JSON.stringify({ Method: 'auth', PAYLOAD: 'x', payload: token, method: 'auth' }))
    )
    here.say({ method: 'subscribe', payload: { TYPE: TODOS } })
    expect(await settled(here)).toEqual([])
    await put('five', {})
    expect((await here.next()).payload.id).toBe('five')
  })
})

describe('a websocket that listens to documents', () => {
  it('is told of these alone, one after the other taken away', async () => {
    const here = await listener(subscribe(TODOS, 'a'), subscribe(TODOS, 'b'), subscribe(TODOS, 'b'))
    await put('a', {})
    await put('c', {})
    await put('b', {})
    expect((await here.next()).payload.id).toBe('a')
    expect((await here.next()).payload.id).toBe('b')
    here.say(unsubscribe(TODOS, 'a'))
    await settled(here)
    await put('a', { _id: 'a', _rev: (await test.ask('GET', `/data/${TODOS}/a`, { token })).json._rev })
    await put('b', { _id: 'b', _rev: (await test.ask('GET', `/data/${TODOS}/b`, { token })).json._rev })
    expect((await here.next()).payload.id).toBe('b')
    expect(await settled(here)).toEqual([])
  })
})

describe('what a token does not allow', () => {
  it.each([
    ['another doctype', { type: 'io.cozy.contacts', id: '' }],
    ['one document of another doctype', { type: 'io.cozy.contacts', id: 'x' }],
    ['a doctype of which it may read one document', { type: 'io.cozy.settings', id: '' }],
    ['files, through their thumbnails', { type: 'io.cozy.files.thumbnails', id: '' }],
    ['one file, through its note', { type: 'io.cozy.notes.events', id: 'io.cozy.files.root-dir' }],
    ['a file that is not there', { type: 'io.cozy.files', id: 'nowhere' }],
    ['jobs', { type: 'io.cozy.jobs.events', id: '' }]
  ])('is refused: %s', async (_name, payload) => {
    for (const method of ['SUBSCRIBE', 'UNSUBSCRIBE']) {
      const here = await client()
      here.say(auth(token), { method, payload })
      expect(await here.next()).toEqual({
        event: 'error',
        payload: {
          status: '403 Forbidden',
          code: 'forbidden',
          title: `The application can't subscribe to ${payload.type}`,
          source: { method, payload }
        }
      })
      expect(await settled(here)).toEqual([])
    }
  })

  it.each([
    ['a document that it may read', 'io.cozy.settings', 'io.cozy.settings.instance'],
    ['the passphrase, with the settings of the instance', 'io.cozy.settings', 'io.cozy.settings.passphrase'],
    ['what is open to all', 'io.cozy.auth.confirmations', ''],
    ['sharings that begin', 'io.cozy.sharings.initial_sync', 'x']
  ])('is not: %s', async (_name, type, id) => {
    const here = await client()
    here.say(auth(token), subscribe(type, id))
    expect(await settled(here)).toEqual([])
  })

  it('follows the directories of a file upwards', async () => {
    const files = await test.cli('io.cozy.files')
    const made = await test.ask('POST', '/files/?Type=directory&Name=shared', { token: files })
    const { id } = (made.json as { data: { id: string } }).data
    const inside = await test.ask('POST', `/files/${id}?Type=file&Name=note.txt`, {
      token: files,
      body: 'text'
    })
    const here = await client()
    here.say(
      auth(await test.cli(`io.cozy.files:GET:${id}`)),
      subscribe('io.cozy.files', inside.json.data.id),
      subscribe('io.cozy.notes.events', inside.json.data.id),
      subscribe('io.cozy.files', 'io.cozy.files.root-dir')
    )
    expect(await settled(here)).toMatchObject([
      { payload: { source: { payload: { id: 'io.cozy.files.root-dir' } } } }
    ])
    await test.ask('PATCH', `/files/${inside.json.data.id}`, {
      token: files,
      body: { data: { type: 'io.cozy.files', id: inside.json.data.id, attributes: { tags: ['seen'] } } }
    })
    expect(await here.next()).toMatchObject({
      event: 'UPDATED',
      payload: { type: 'io.cozy.files', doc: { name: 'note.txt', dir_id: id, tags: ['seen'] } }
    })
  })

  it('is asked of the app that a token is of', async () => {
    const here = await client()
    here.say(auth(await test.token('app', 'nowhere')))
    expect(await here.next()).toMatchObject({ payload: { title: 'The authentication has failed' } })
  })
})

describe('POST /realtime', () => {
  const notify = (doctype: string, id: string, body: unknown, as = token) =>
    test.ask('POST', `/realtime/${doctype}/${id}`, { token: as, body })

  it('tells a document that is stored nowhere', async () => {
    const { next } = await listener(subscribe(TODOS, 'abc'))
    const answer = await notify(TODOS, 'abc', { hello: 'world', _type: 'x', _id: 'y' })
    expect(answer).toMatchObject({ status: 204, text: '' })
    expect(await next()).toEqual({
      event: 'NOTIFIED',
      payload: { type: TODOS, id: 'abc', doc: { _id: 'abc', hello: 'world' } }
    })
    expect((await test.ask('GET', `/data/${TODOS}/abc`, { token })).status).toBe(404)
  })

  it('asks for the permission to POST it', async () => {
    expect((await notify('io.cozy.contacts', 'abc', {})).status).toBe(403)
    expect((await notify(TODOS, 'abc', {}, await test.cli(`${TODOS}:GET`))).status).toBe(403)
    const some = await test.cli(`${TODOS}:POST:x,y:label`)
    expect((await notify(TODOS, 'abc', { label: 'z' }, some)).status).toBe(403)
    expect((await notify(TODOS, 'abc', { label: 'x' }, some)).status).toBe(204)
    expect((await test.ask('POST', `/realtime/${TODOS}/abc`, { body: {} })).status).toBe(401)
  })

  const PLAIN = { 'content-type': 'text/plain' }
  const JSON_TYPE = { 'content-type': 'application/json' }
  it.each([
    [
      'io.cozy.permissions',
      '{}',
      JSON_TYPE,
      'code=403, message=reserved doctype io.cozy.permissions unreadable'
    ],
    ['IO', '{}', JSON_TYPE, 'code=403, message=IO is not a valid doctype name'],
    [TODOS, '{}', PLAIN, 'code=415, message=Unsupported Media Type'],
    [TODOS, '', JSON_TYPE, 'code=400, message=EOF'],
    [TODOS, '{"a": ', JSON_TYPE, 'code=400, message=unexpected EOF, internal=unexpected EOF'],
    [
      TODOS,
      '{"é": no}',
      JSON_TYPE,
      "code=400, message=Syntax error: offset=9, error=invalid character 'o' in literal null (expecting 'u'), " +
        "internal=invalid character 'o' in literal null (expecting 'u')"
    ],
    [
      TODOS,
      '[1]',
      JSON_TYPE,
      'code=400, message=Unmarshal type error: expected=map[string]interface {}, got=array, field=, offset=1, ' +
        'internal=json: cannot unmarshal array into Go value of type map[string]interface {}'
    ]
  ])('refuses %s %j with %j', async (doctype, body, headers, detail) => {
    const answer = await test.ask('POST', `/realtime/${doctype}/abc`, { token, body, headers })
    expect(answer.status).toBe(400)
    expect(answer.json).toEqual({ errors: [{ status: '400', title: 'Bad Request', detail, source: {} }] })
  })
})
