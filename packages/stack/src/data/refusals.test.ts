import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startTestStack, type Answer, type TestStack } from '../testing/test-stack.js'

let test: TestStack
let token: string

beforeAll(async () => {
  test = await startTestStack()
  token = await test.cli('io.cozy.todos')
  await ask('PUT', 'there', { n: 1 })
})

afterAll(() => test.stack.close())

const ask = (method: string, path: string, body?: unknown, headers = {}): Promise<Answer> =>
  test.ask(method, `/data/io.cozy.todos/${path}`, { token, headers, ...(body !== undefined && { body }) })

const couch = (error: string, reason: string): object => ({ error, ok: false, reason, status: '400' })

describe('a document that is made', () => {
  it.each([
    [{ _type: 'io.cozy.todos' }, couch('doc_validation', 'Bad special document member: _type')],
    [{ _id: 5 }, couch('illegal_docid', 'Document id must be a string')],
    [{ _id: '' }, couch('illegal_docid', 'Document id must not be empty')],
    [{ _rev: 5 }, couch('bad_request', 'Invalid rev format')],
    [
      '{"a":[1,{"b":-1e400}]}',
      { error: 'Bad Request(400): json: cannot unmarshal number -1e400 into Go value of type float64' }
    ],
    ['{"a":é}', { error: "Bad Request(400): invalid character 'Ã' looking for beginning of value" }]
  ])('%j is refused', async (body, expected) => {
    const answer = await ask('POST', '', body)
    expect([answer.status, answer.json]).toEqual([400, expected])
  })

  it('keeps a text that only looks like a number too large', async () => {
    expect((await ask('POST', '', '{"a":"1e400","b":1e-400}')).json.data).toMatchObject({ a: '1e400', b: 0 })
  })
})

describe('a document that is put', () => {
  it('has the id of its path, whatever is no text in its place', async () => {
    expect((await ask('PUT', 'own', { _id: 5, _type: 'io.cozy.todos' })).json).toMatchObject({
      id: 'own',
      ok: true
    })
  })

  it.each([
    { _id: 'there', _rev: 5 },
    { _id: 5, _rev: '1-a' }
  ])('is refused with half of what an update needs: %j', async body => {
    expect((await ask('PUT', 'there', body)).json.error).toContain('You must either provide an _id and _rev')
  })
})

describe('a doctype that is put', () => {
  it('comes into being, once', async () => {
    const create = (): Promise<Answer> => ask('PUT', '')
    expect((await create()).json).toEqual({
      error: 'file_exists',
      reason: 'The database could not be created, the file already exists.'
    })
    const fresh = await test.cli('io.cozy.fresh:POST')
    const made = await test.ask('PUT', '/data/io.cozy.fresh/', { token: fresh })
    expect([made.status, made.json]).toEqual([201, { ok: true }])
    expect((await test.ask('PUT', '/data/io.cozy.fresh/', { token })).status).toBe(403)
  })
})

describe('an address that is none', () => {
  it.each([
    ['/data//x', "Bad Request(400): Invalid doctype ''"],
    ['/data/io.cozy.todos/%25zz', "Bad Request(400): Invalid docid ''"]
  ])('%s', async (path, error) => {
    const answer = await test.ask('GET', path, { token })
    expect([answer.status, answer.json]).toEqual([400, { error }])
  })
})

describe('_bulk_docs', () => {
  it('makes the doctype before it reads the body, as the real stack', async () => {
    const other = await test.cli('io.cozy.bulk')
    const read = async () => (await test.ask('GET', '/data/io.cozy.bulk/none', { token: other })).json.reason
    expect(await read()).toBe('wrong_doctype')
    const refused = await test.ask('POST', '/data/io.cozy.bulk/_bulk_docs', { token: other, body: '{' })
    expect([refused.status, await read()]).toEqual([400, 'missing'])
  })

  const malformed = { error: 'code=400, message=request body is not valid JSON' }
  const bad = (reason: string): object => ({ error: 'bad_request', reason })

  it.each([
    ['{', malformed],
    ['[]', malformed],
    ['{"docs":[]} x', malformed],
    ['{"docs":{}}', malformed],
    ['{"docs":[1]}', malformed],
    ['{"docs":[{"a":1e999}]}', malformed],
    ['{"docs":[],"new_edits":"no"}', malformed],
    ['null', bad('Request body must be a JSON object')],
    ['{}', bad('POST body must include `docs` parameter.')],
    ['{"docs":null}', bad('`docs` parameter must be an array.')],
    ['{"docs":[null]}', bad('Document must be a JSON object')]
  ])('is refused with %s', async (body, expected) => {
    const answer = await ask('POST', '_bulk_docs', body, { 'content-type': 'application/json' })
    expect([answer.status, answer.json]).toEqual([400, expected])
  })

  it('is refused with a body that is not said to be JSON', async () => {
    const answer = await ask('POST', '_bulk_docs', '{"docs":[]}', { 'content-type': 'text/plain' })
    expect([answer.status, answer.json.error]).toEqual([415, 'bad_content_type'])
    const charset = { 'content-type': 'application/json; charset=utf-8' }
    expect((await ask('POST', '_bulk_docs', '{"docs":[]}', charset)).status).toBe(201)
  })
})

describe('a query', () => {
  it('names the first of its unknown keys by the alphabet, as the real stack hands on a map of Go', async () => {
    const asked = await ask('POST', '_find', '{"zz":1,"selector":{},"aa":2}')
    expect(asked.json.reason).toBe('Invalid key aa for this request.')
  })

  it('shows what it refuses with its members in order', async () => {
    const asked = await ask('POST', '_find', '{"selector":{"a":{"$in":{"b":1,"a":[{"d":1,"c":2}]}}}}')
    expect(asked.json.reason).toBe(
      'Bad argument for operator $in: {[{<<97>>,[{[{<<99>>,2},{<<100>>,1}]}]},{<<98>>,1}]}'
    )
  })

  it.each([
    [{ selector: { $text: [] } }, 'Bad argument for operator $text: []'],
    [
      { selector: { $not: { $text: 'a' } } },
      'Bad argument for operator $not: {[{<<36,100,101,102,97,117,108,116>>,{[{<<36,116,101,120,116>>,<<97>>}]}}]}'
    ],
    [
      { selector: { a: { $text: 1 } } },
      'Invalid field normalization on selector: {[{<<36,100,101,102,97,117,108,116>>,{[{<<36,116,101,120,116>>,1}]}}]}'
    ],
    [{ selector: {}, bookmark: 'none', skip: -1 }, '-1 is not an integer greater than or equal to zero'],
    [
      { selector: {}, bookmark: 'none', sort: ['a'] },
      'No index exists for this sort, try indexing by the sort fields.'
    ],
    [{ selector: {}, bookmark: 'none' }, 'Invalid bookmark value: "none"']
  ])('is refused: %j', async (body, reason) => {
    const asked = await ask('POST', '_find', body)
    expect([asked.status, asked.json.reason]).toEqual([400, reason])
  })

  it('with $text scans everything, for there is no engine that searches', async () => {
    const asked = await ask('POST', '_find', { selector: { $text: 'bread' } })
    expect(asked.json).toEqual(couch('no_index', 'no matching index found, create an index'))
  })
})

describe('an index', () => {
  it('is the same whatever the order of its request', async () => {
    const made = await ask(
      'POST',
      '_index',
      '{"index":{"fields":["n"],"partial_filter_selector":{"a":1,"b":2}}}'
    )
    const same = await ask(
      'POST',
      '_index',
      '{"index":{"partial_filter_selector":{"b":2,"a":1},"fields":["n"]}}'
    )
    expect(same.json).toEqual({ ...made.json, result: 'exists' })
  })
})
