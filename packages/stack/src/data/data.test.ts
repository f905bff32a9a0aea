import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startTestStack, type Answer, type TestStack } from '../testing/test-stack.js'

let test: TestStack
let token: string

beforeAll(async () => {
  test = await startTestStack()
  token = await test.cli('io.cozy.todos io.cozy.files io.cozy.sessions io.cozy.doctypes io.cozy.ordered')
})

afterAll(() => test.stack.close())

const call = (method: string, path: string, body?: unknown): Promise<Answer> =>
  test.ask(method, `/data/${path}`, { token, ...(body !== undefined && { body }) })

describe('a document', () => {
  it('is stored without the _type that its answers have', async () => {
    const created = await call('PUT', 'io.cozy.todos/bread', { label: 'Buy bread', _type: 'io.cozy.todos' })
    expect(created.status).toBe(200)
    const { id, rev } = created.json
    expect(created.json).toEqual({
      data: { _id: id, _rev: rev, _type: 'io.cozy.todos', label: 'Buy bread' },
      id,
      ok: true,
      rev,
      type: 'io.cozy.todos'
    })
    expect(await test.stack.instances.list()[0]!.documents.get('io.cozy.todos', id)).toEqual({
      _id: id,
      _rev: rev,
      label: 'Buy bread'
    })
  })

  it.each([
    ['{ "label": ', 'Bad Request(400): unexpected EOF'],
    ['', 'Bad Request(400): EOF'],
    ['{"a":1,}', "Bad Request(400): invalid character '}' looking for beginning of object key string"],
    ['[1]', 'Bad Request(400): json: cannot unmarshal array into Go value of type map[string]interface {}']
  ])('that is no JSON object is refused: %j', async (body, error) => {
    const before = (await call('GET', 'io.cozy.todos/_all_docs')).json.rows.length
    const answer = await call('POST', 'io.cozy.todos/', body)
    expect([answer.status, answer.json]).toEqual([400, { error }])
    expect((await call('GET', 'io.cozy.todos/_all_docs')).json.rows).toHaveLength(before)
  })

  it('of more than 8 MB is refused, as by CouchDB', async () => {
    const answer = await call('PUT', 'io.cozy.todos/big', { text: 'x'.repeat(8_000_000) })
    expect([answer.status, answer.json.error]).toEqual([413, 'document_too_large'])
  })

  it('may have an id that a path must encode', async () => {
    await call('PUT', `io.cozy.todos/${encodeURIComponent('a/b c+d')}`, { n: 1 })
    expect((await call('GET', `io.cozy.todos/${encodeURIComponent('a/b c+d')}`)).json._id).toBe('a/b c+d')
  })

  it('keeps a field that JavaScript has a meaning for', async () => {
    const field = '{"__proto__":{"a":1},"constructor":2}'
    const answer = await call('PUT', 'io.cozy.todos/proto', `{"nested": ${field}}`)
    expect(answer.text).toContain(field)
    expect((await call('GET', 'io.cozy.todos/proto')).text).toContain(field)
  })

  it('is read with its revisions by whoever may read it, and nobody else', async () => {
    await call('PUT', 'io.cozy.todos/revs', { n: 1 })
    expect((await call('GET', 'io.cozy.todos/revs?revs=true')).json._revisions.start).toBe(1)
    expect((await test.ask('GET', '/data/io.cozy.todos/revs?revs=true')).status).toBe(401)
  })

  it('comes after those that were made before it, in lists by id', async () => {
    const made: string[] = []
    for (let n = 0; n < 3; n++) made.push((await call('POST', 'io.cozy.ordered/', { n })).json.id)
    const docs = ['x', 'y'].map(name => ({ name }))
    const bulk = (await call('POST', 'io.cozy.ordered/_bulk_docs', { docs })).json as { id: string }[]
    const listed = (await call('GET', 'io.cozy.ordered/_all_docs')).json.rows as { id: string }[]
    expect(listed.map(({ id }) => id)).toEqual([...made, ...bulk.map(({ id }) => id)])
  })

  it('is created by its first revision, whatever revision is given without an id', async () => {
    const { status, json } = await call('POST', 'io.cozy.todos/', { _rev: '7-abc' })
    expect([status, json.rev]).toEqual([201, '1-967a00dff5e02add41819138abb3284d'])
  })

  it('is not updated where it never was', async () => {
    const body = { _id: 'none', _rev: '1-00000000000000000000000000000000' }
    const answer = await call('PUT', 'io.cozy.todos/none', body)
    expect(answer.json).toEqual({ error: 'not_found', ok: false, reason: 'missing', status: '404' })
  })

  it('is updated by a permission on it alone only if it stays what the permission is on', async () => {
    const { rev } = (await call('PUT', 'io.cozy.todos/mine', { owner: 'me' })).json
    const narrow = await test.cli('io.cozy.todos:ALL:me:owner')
    const give = { _id: 'mine', _rev: rev, owner: 'you' }
    const path = '/data/io.cozy.todos/mine'
    expect((await test.ask('PUT', path, { token: narrow, body: give })).json).toEqual({
      error: 'code=403, message=Forbidden'
    })
    expect(
      (await test.ask('PUT', path, { token: narrow, body: { ...give, owner: 'me', n: 1 } })).status
    ).toBe(200)
  })
})

describe('a wrong token', () => {
  it.each([
    [undefined, 401, 'code=401, message=No token in request'],
    ['nonsense', 400, 'code=400, message=Invalid JWT token']
  ])('%s', async (wrong, status, error) => {
    const answer = await test.ask('GET', '/data/io.cozy.todos/x', wrong === undefined ? {} : { token: wrong })
    expect([answer.status, answer.json]).toEqual([status, { error }])
  })

  it('of an instance does nothing on another', async () => {
    await test.admin('POST', '/instances?Domain=bob.localhost:1')
    const answer = await test.ask('GET', '/data/io.cozy.todos/x', {
      token,
      headers: { host: 'bob.localhost:1' }
    })
    expect(answer.json).toEqual({ error: 'code=400, message=Invalid JWT token' })
    expect(answer.headers['www-authenticate']).toBe('Bearer error="invalid_token"')
  })
})

describe('lists', () => {
  it('give some fields alone, and no index, where asked', async () => {
    await call('PUT', 'io.cozy.todos/listed', { a: { b: 1, c: 2 }, d: 3 })
    await call('POST', 'io.cozy.todos/_index', { index: { fields: ['d'] } })
    const { rows } = (await call('GET', 'io.cozy.todos/_all_docs?Fields=a.b,_id&DesignDocs=false')).json
    expect(rows.find((row: { id: string }) => row.id === 'listed').doc).toEqual({
      _id: 'listed',
      a: { b: 1 }
    })
    expect(rows.some((row: { id: string }) => row.id.startsWith('_design'))).toBe(false)
  })

  it('of doctypes leave out those that nobody may read', async () => {
    const found = (await call('GET', '_all_doctypes')).json
    expect(found).toEqual(expect.arrayContaining(['io.cozy.todos', 'io.cozy.files', 'io.cozy.settings']))
    expect(found).not.toContain('io.cozy.permissions')
  })
})
