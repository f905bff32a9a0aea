import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startTestStack, type Answer, type TestStack } from '../testing/test-stack.js'

const hash = (digit: string): string => digit.repeat(32)

let test: TestStack
let token: string
let first: string
let last: string

beforeAll(async () => {
  test = await startTestStack()
  token = await test.cli('io.cozy.todos')
  first = (await ask('PUT', 'one', { body: { n: 1 } })).json.rev
  last = (await ask('PUT', 'one', { body: { _id: 'one', _rev: first, n: 2 } })).json.rev
  const docs = [
    { _id: 'split', _rev: `1-${hash('a')}`, n: 1 },
    { _id: 'split', _rev: `1-${hash('b')}`, n: 2 }
  ]
  await ask('POST', '_bulk_docs', { body: { docs, new_edits: false } })
})

afterAll(() => test.stack.close())

const ask = (method: string, path: string, sent = {}): Promise<Answer> =>
  test.ask(method, `/data/io.cozy.todos/${path}`, { token, ...sent })

describe('a document with its revisions', () => {
  it('is the last one, or the one that is named', async () => {
    const _revisions = { start: 2, ids: [last.slice(2), first.slice(2)] }
    expect((await ask('GET', 'one?revs=true')).json).toEqual({ _id: 'one', _rev: last, n: 2, _revisions })
    const older = await ask('GET', `one?revs=true&rev=${first}`)
    expect(older.json).toEqual({
      _id: 'one',
      _rev: first,
      n: 1,
      _revisions: { start: 1, ids: [first.slice(2)] }
    })
    expect(older.headers.etag).toBe(`"${first}"`)
  })

  it('is not sent again to whom has it', async () => {
    const answer = await ask('GET', 'one?revs=true', { headers: { 'if-none-match': `"${last}"` } })
    expect([answer.status, answer.text]).toEqual([304, ''])
  })

  it('says which of them are still there, and which are in conflict', async () => {
    const { _revs_info, _conflicts } = (await ask('GET', 'one?revs=true&revs_info=true&conflicts=true')).json
    expect(_revs_info).toEqual([
      { rev: last, status: 'available' },
      { rev: first, status: 'available' }
    ])
    expect(_conflicts).toBeUndefined()
    expect((await ask('GET', 'split?revs=true&conflicts=true')).json._conflicts).toEqual([`1-${hash('a')}`])
  })

  it('is a list where revisions are named, or all branches', async () => {
    const all = (await ask('GET', 'split?revs=true&open_revs=all')).json as { ok: { _rev: string } }[]
    expect(all.map(({ ok }) => ok._rev)).toEqual([`1-${hash('b')}`, `1-${hash('a')}`])
    const asked = encodeURIComponent(JSON.stringify([first, `9-${hash('9')}`]))
    expect((await ask('GET', `one?revs=true&open_revs=${asked}`)).json).toEqual([
      { ok: expect.objectContaining({ _rev: first, n: 1 }) },
      { missing: `9-${hash('9')}` }
    ])
    const latest = (await ask('GET', `one?revs=true&latest=true&open_revs=${asked}`)).json
    expect(latest[0].ok).toMatchObject({ _rev: last, n: 2 })
  })

  it.each([
    ['none?revs=true', 404, { error: 'not_found', reason: 'missing' }],
    ['one?revs=true&rev=x', 400, { error: 'bad_request', reason: 'Invalid rev format' }],
    ['one?revs=true&open_revs=x', 400, { error: 'bad_request', reason: 'invalid UTF-8 JSON' }],
    ['one?revs=true&open_revs=5', 400, expect.objectContaining({ error: 'query_parse_error' })]
  ])('is refused in the words of CouchDB alone: %s', async (path, status, refusal) => {
    const answer = await ask('GET', path)
    expect([answer.status, answer.json, answer.headers['cache-control']]).toEqual([
      status,
      refusal,
      'must-revalidate'
    ])
  })

  it('is refused where no database is', async () => {
    const other = await test.cli('io.cozy.other')
    const answer = await test.ask('GET', '/data/io.cozy.other/one?revs=true', { token: other })
    expect([answer.status, answer.json]).toEqual([
      404,
      { error: 'not_found', reason: 'Database does not exist.' }
    ])
  })
})
