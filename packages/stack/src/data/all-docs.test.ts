import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startTestStack, type Answer, type TestStack } from '../testing/test-stack.js'

let test: TestStack
let token: string

beforeAll(async () => {
  test = await startTestStack()
  token = await test.cli('io.cozy.todos')
  for (const id of ['a', 'b', 'c']) await ask('PUT', id, { id, tags: { x: 1, y: 2 } })
  await ask('POST', '_index', { index: { fields: ['id'] } })
})

afterAll(() => test.stack.close())

const ask = (method: string, path: string, body?: unknown): Promise<Answer> =>
  test.ask(method, `/data/io.cozy.todos/${path}`, { token, ...(body !== undefined && { body }) })

const list = (query: string, body?: unknown): Promise<Answer> =>
  ask(body === undefined ? 'GET' : 'POST', `_all_docs?${query}`, body)

const ids = ({ json }: Answer): string[] =>
  (json.rows as { id: string }[]).map(({ id }) => id).filter(id => !id.startsWith('_design'))

describe('_all_docs', () => {
  it.each([
    ['limit=x', 'query_parse_error', 'Invalid value for integer: "x"'],
    ['limit=1.5', 'query_parse_error', 'Invalid value for integer: "1.5"'],
    ['limit=', 'query_parse_error', 'Invalid value for integer: []'],
    [
      'limit=99999999999999999999',
      'query_parse_error',
      'Limit is too large, must not exceed 576460752303423487'
    ],
    ['group=true', 'query_parse_error', 'Invalid use of grouping on a map view.'],
    ['partition=x', 'query_parse_error', '`partition` parameter is not supported on this db'],
    ['update_seq=x', 'query_parse_error', 'Invalid boolean parameter: "x"'],
    ['skip=-1', 'query_parse_error', 'Invalid value for positive integer: "-1"'],
    ['include_docs=maybe', 'query_parse_error', 'Invalid boolean parameter: "maybe"'],
    ['startkey=b', 'bad_request', 'invalid UTF-8 JSON'],
    ['keys=x', 'bad_request', 'invalid UTF-8 JSON'],
    ['keys=%7B%7D', 'bad_request', '`keys` parameter must be an array.']
  ])('is refused with %s in the words of CouchDB', async (query, error, reason) => {
    const answer = await list(query)
    expect([answer.status, answer.json]).toEqual([400, { error, reason }])
  })

  it.each([
    [[], 'Request body must be a JSON object'],
    ['nonsense', 'invalid UTF-8 JSON'],
    ['', 'invalid UTF-8 JSON'],
    [{ keys: 'a' }, '`keys` body member must be an array.']
  ])('is refused with the body %j', async (body, reason) => {
    const headers = { 'content-type': 'application/json' }
    const answer = await test.ask('POST', '/data/io.cozy.todos/_all_docs', { token, headers, body })
    expect([answer.status, answer.json]).toEqual([400, { error: 'bad_request', reason }])
  })

  it('is refused with a body that is not said to be JSON', async () => {
    const answer = await test.ask('POST', '/data/io.cozy.todos/_all_docs', { token, body: '{}' })
    expect([answer.status, answer.json]).toEqual([
      415,
      { error: 'bad_content_type', reason: 'Content-Type must be application/json' }
    ])
  })

  it('takes its parameters from the body too, and those of the address win', async () => {
    expect((await list('', { keys: ['a'], include_docs: true })).json.rows[0].doc.id).toBe('a')
    expect(ids(await list('limit=2', { limit: 1, startkey: 'a' }))).toEqual(['a', 'b'])
  })

  it('takes ids for the ends where there is no key, and says how far the feed of changes is', async () => {
    expect(ids(await list('startkey_docid=b'))).toEqual(['b', 'c'])
    expect(ids(await list('end_key_doc_id=b'))).toEqual(['a', 'b'])
    expect(ids(await list('startkey="a"&startkey_docid=b'))).toEqual(['a', 'b', 'c'])
    const { json } = await list('update_seq=true&limit=0')
    expect(json.update_seq).toBe((await ask('GET', '_changes')).json.last_seq)
  })

  it('gives back keys that are no texts as they came', async () => {
    expect(
      (await list('', { keys: [1, null, 'a'] })).json.rows.map(({ key }: { key: unknown }) => key)
    ).toEqual([1, null, 'a'])
  })

  it('takes TRUE for true', async () => {
    expect((await list('key="a"&include_docs=TRUE')).json.rows[0].doc.id).toBe('a')
  })

  it('has each key that is no text before every id', async () => {
    expect(ids(await list('startkey=null'))).toEqual(['a', 'b', 'c'])
    expect(ids(await list('endkey=%7B%7D'))).toEqual([])
    expect(ids(await list('startkey=5&descending=true'))).toEqual([])
    expect(ids(await list('key=null'))).toEqual([])
  })
})

describe('_all_docs with some fields alone', () => {
  it('has the revision in the row itself', async () => {
    const { rows } = (await list('Fields=tags.x&DesignDocs=false&startkey=b&limit=1')).json
    expect(rows).toEqual([{ id: 'b', rev: expect.stringMatching(/^1-/), doc: { tags: { x: 1 } } }])
  })

  it('has no fields at all where none is named', async () => {
    expect((await list('DesignDocs=false&startkey=c')).json.rows).toEqual([
      { id: 'c', rev: expect.stringMatching(/^1-/), doc: {} }
    ])
  })

  it('knows limit, skip, startkey and endkey, as texts, and nothing else', async () => {
    expect(ids(await list('Fields=id&limit=0'))).toEqual(['a', 'b', 'c'])
    expect(ids(await list('Fields=id&limit=x&skip=1&endkey=b&DesignDocs=false'))).toEqual(['a', 'b'])
    expect(ids(await list('Fields=id&keys=["a"]&key="a"'))).toEqual(['a', 'b', 'c'])
  })
})

describe('_normal_docs', () => {
  it('takes a limit of 0 for none, and CouchDB gives 25 then', async () => {
    expect((await ask('GET', '_normal_docs?limit=0')).json.rows).toHaveLength(3)
  })

  it('counts all documents where the limit is 0, and what was passed over else, as the real stack', async () => {
    expect((await ask('GET', '_normal_docs?limit=0&skip=9')).json.total_rows).toBe(3)
    expect((await ask('GET', '_normal_docs?skip=9')).json.total_rows).toBe(9)
  })

  it('reads numbers as Go does', async () => {
    expect((await ask('GET', '_normal_docs?limit=%2B2&skip=%2B1')).json.rows).toHaveLength(2)
    expect((await ask('GET', '_normal_docs?limit=-2&skip=-2')).json.rows).toHaveLength(3)
    expect((await ask('GET', '_normal_docs?limit=2x&skip=1.5')).json.rows).toHaveLength(3)
  })

  it('tells its statistics for 1, t and true', async () => {
    for (const yes of ['1', 't', 'TRUE']) {
      const answer = await ask('GET', `_normal_docs?execution_stats=${yes}`)
      expect(answer.json.execution_stats.results_returned).toBe(3)
    }
  })
})
