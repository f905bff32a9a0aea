import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startTestStack, type Answer, type TestStack } from '../testing/test-stack.js'

let test: TestStack
let token: string

beforeAll(async () => {
  test = await startTestStack()
  token = await test.cli('io.cozy.todos')
  await test.ask('PUT', '/data/io.cozy.todos/seed', { token, body: {} })
})

afterAll(() => test.stack.close())

const ask = (method: string, id: string, body?: unknown): Promise<Answer> =>
  test.ask(method, `/data/io.cozy.todos/_local/${id}`, { token, ...(body !== undefined && { body }) })

describe('a local document', () => {
  it('is written and read, with revisions of its own', async () => {
    const made = await ask('PUT', 'a%3D%3D', { last_seq: 3 })
    expect([made.status, made.json]).toEqual([201, { ok: true, id: '_local/a==', rev: '0-1' }])
    expect(made.headers.location).toMatch(/^http:\/\/[^/]+\/[a-z0-9]+%2Fio-cozy-todos\/_local%2Fa%3D%3D$/)
    const read = await ask('GET', 'a%3D%3D')
    expect(read.json).toEqual({ _id: '_local/a==', _rev: '0-1', last_seq: 3 })
    expect((await ask('PUT', 'a%3D%3D', { ...read.json, last_seq: 4 })).json.rev).toBe('0-2')
  })

  it('is replaced whatever the revision, as CouchDB has it', async () => {
    await ask('PUT', 'e', { n: 1 })
    for (const body of [{ n: 2 }, { n: 3, _rev: '0-1' }, { n: 4, _rev: '0-9' }]) {
      expect((await ask('PUT', 'e', body)).status).toBe(201)
      expect((await ask('GET', 'e')).json.n).toBe(body.n)
    }
    const written = await Promise.all([5, 6, 7, 8].map(n => ask('PUT', 'e', { n })))
    expect(written.map(({ status }) => status)).toEqual([201, 201, 201, 201])
  })

  it('has the tag of its revision and fields, whatever its id', async () => {
    const tags = [await ask('PUT', 'b', { n: 1 }), await ask('PUT', 'c', { n: 1 }), await ask('GET', 'b')]
    const [first, ...others] = tags.map(({ headers }) => headers.etag)
    expect(first).toMatch(/^"[0-9A-Z]{20,25}"$/)
    expect(others).toEqual([first, first])
    expect((await ask('PUT', 'd', { n: 2 })).headers.etag).not.toBe(first)
  })

  it('is not there before it is written', async () => {
    const answer = await ask('GET', 'none')
    expect([answer.status, answer.json]).toEqual([404, { error: 'not_found', reason: 'missing' }])
  })

  it.each([
    ['[]', 'Document must be a JSON object'],
    ['{', 'invalid UTF-8 JSON'],
    ['{"_rev":"x"}', 'Invalid rev format']
  ])('is refused with %s', async (body, reason) => {
    const answer = await ask('PUT', 'bad', body)
    expect([answer.status, answer.json]).toEqual([400, { error: 'bad_request', reason }])
  })

  it('makes no database', async () => {
    const other = await test.cli('io.cozy.other')
    const answer = await test.ask('PUT', '/data/io.cozy.other/_local/a', { token: other, body: {} })
    expect([answer.status, answer.json.reason]).toEqual([404, 'Database does not exist.'])
  })
})
