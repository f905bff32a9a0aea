import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startTestStack, type Answer, type TestStack } from '../testing/test-stack.js'

const T = 'io.cozy.todos'
const hash = (digit: string): string => digit.repeat(32)
const history = { start: 2, ids: [hash('b'), hash('a')] }
const branch = { _id: 'x', _rev: `2-${hash('b')}`, n: 2 }
const other = { _id: 'x', _rev: `1-${hash('c')}`, n: 1 }

let test: TestStack
let token: string

beforeAll(async () => {
  test = await startTestStack()
  token = await test.cli(T)
  await ask('POST', '_bulk_docs', { new_edits: false, docs: [{ ...branch, _revisions: history }, other] })
})

afterAll(() => test.stack.close())

const ask = (method: string, path: string, body?: unknown, headers = {}): Promise<Answer> =>
  test.ask(method, `/data/${T}/${path}`, { token, headers, ...(body !== undefined && { body }) })

const bad = (reason: string): object => ({ error: 'bad_request', reason })

describe('_revs_diff', () => {
  it('tells what is missing, and which revisions that may have come of', async () => {
    const asked = {
      x: [`2-${hash('b')}`, `1-${hash('a')}`, `3-${hash('d')}`],
      none: [`1-${hash('e')}`],
      known: []
    }
    expect((await ask('POST', '_revs_diff', asked)).json).toEqual({
      x: { missing: [`3-${hash('d')}`], possible_ancestors: [branch._rev, other._rev] },
      none: { missing: [`1-${hash('e')}`] }
    })
  })

  it.each([
    [{ x: ['1'] }, 'Invalid rev format'],
    [{ x: [`1-${hash('z')}`] }, 'Invalid rev format'],
    [{ x: [5] }, 'Invalid rev format'],
    [{ x: 'a' }, 'Invalid list of revisions'],
    [[], 'Request body must be a JSON object'],
    ['{', 'invalid UTF-8 JSON']
  ])('is refused with %j', async (body, reason) => {
    const answer = await ask('POST', '_revs_diff', body, { 'content-type': 'application/json' })
    expect([answer.status, answer.json]).toEqual([400, bad(reason)])
  })
})

describe('_bulk_get', () => {
  const get = async (query: string, ...docs: unknown[]): Promise<unknown> =>
    (await ask('POST', `_bulk_get${query}`, { docs })).json.results

  it('gives every branch of a document, or the revision that is asked for', async () => {
    expect(await get('', { id: 'x' }, { id: 'x', rev: other._rev })).toEqual([
      { id: 'x', docs: [{ ok: branch }, { ok: other }] },
      { id: 'x', docs: [{ ok: other }] }
    ])
  })

  it('gives the history, and what has come of a revision, where asked', async () => {
    const asked = { id: 'x', rev: `1-${hash('a')}` }
    expect(await get('?revs=true&latest=true', asked)).toEqual([
      { id: 'x', docs: [{ ok: { ...branch, _revisions: history } }] }
    ])
  })

  it('says of each document on its own why it is not there', async () => {
    const rev = `9-${hash('f')}`
    expect(await get('', { id: 'none' }, { id: 'x', rev }, { id: 'x', rev: 'a' }, {})).toEqual([
      {
        id: 'none',
        docs: [{ error: { id: 'none', rev: 'undefined', error: 'not_found', reason: 'missing' } }]
      },
      { id: 'x', docs: [{ error: { id: 'x', rev, error: 'not_found', reason: 'missing' } }] },
      {
        id: 'x',
        docs: [{ error: { id: 'x', rev: 'a', error: 'bad_request', reason: 'Invalid rev format' } }]
      },
      {
        id: null,
        docs: [{ error: { id: null, rev: null, error: 'bad_request', reason: 'document id missed' } }]
      }
    ])
  })

  it.each([
    [{}, "Missing JSON list of 'docs'."],
    [{ docs: {} }, "'docs' must be a list of JSON objects."],
    [{ docs: [null] }, "'docs' must be a list of JSON objects."]
  ])('is refused with %j', async (body, reason) => {
    const answer = await ask('POST', '_bulk_get', body)
    expect([answer.status, answer.json]).toEqual([400, bad(reason)])
  })
})

describe('what a replication asks', () => {
  const routes = ['_revs_diff', '_bulk_get', '_ensure_full_commit']

  it.each(routes)('%s is refused to whom may not read, and where no database is', async route => {
    const body = { docs: [] }
    const narrow = await test.cli('io.cozy.other')
    expect((await test.ask('POST', `/data/${T}/${route}`, { token: narrow, body })).status).toBe(403)
    const answer = await test.ask('POST', `/data/io.cozy.other/${route}`, { token: narrow, body })
    expect([answer.status, answer.json]).toEqual([
      404,
      { error: 'not_found', reason: 'Database does not exist.' }
    ])
  })

  it('is confirmed to be on the disk', async () => {
    const answer = await ask('POST', '_ensure_full_commit', {})
    expect([answer.status, answer.json]).toEqual([201, { ok: true, instance_start_time: '0' }])
  })

  it('is counted, deleted documents too', async () => {
    const { rev } = (await ask('PUT', 'gone', {})).json
    await ask('DELETE', `gone?rev=${rev}`)
    expect((await ask('GET', '')).json).toMatchObject({
      db_name: expect.stringMatching(/\/io-cozy-todos$/),
      doc_count: 1,
      doc_del_count: 1
    })
  })

  it('is measured in bytes', async () => {
    const sizesOf = async () => (await ask('GET', '')).json.sizes
    const before = await sizesOf()
    const { rev } = (await ask('PUT', 'large', { text: 'x'.repeat(10_000) })).json
    const { file, active, external } = await sizesOf()
    expect(external - before.external).toBeGreaterThan(10_000)
    expect(file).toBeGreaterThanOrEqual(active)
    await ask('DELETE', `large?rev=${rev}`)
    expect((await sizesOf()).external).toBe(before.external)
  })
})

describe('_changes', () => {
  it.each([
    ['GET', '?filter=_doc_ids', "Unsupported query parameter 'filter'"],
    ['GET', '?conflicts=true', "Unsupported query parameter 'conflicts'"],
    ['POST', '?filter=app/by-name', "Unsuported filter value 'app/by-name'"],
    ['GET', '?feed=longpoll', "Unsuported feed value 'longpoll'"],
    ['GET', '?style=some', "Unsuported style value 'some'"],
    ['GET', '?limit=x', 'Invalid limit value \'x\': strconv.Atoi: parsing "x": invalid syntax'],
    ['GET', '?seq_interval=x', 'Invalid seq_interval value \'x\': strconv.Atoi: parsing "x": invalid syntax']
  ])('%s %s is refused', async (method, query, reason) => {
    const answer = await ask(method, `_changes${query}`)
    expect([answer.status, answer.json]).toEqual([400, { error: `Bad Request(400): ${reason}` }])
  })

  it('has those alone that a filter takes, with the branches of a conflict', async () => {
    const body = { doc_ids: ['x'] }
    const { results } = (await ask('POST', '_changes?filter=_doc_ids&style=all_docs', body)).json
    expect(results).toEqual([
      { id: 'x', seq: expect.any(String), doc: null, changes: [{ rev: branch._rev }, { rev: other._rev }] }
    ])
  })

  it('numbers each so many rows alone where that is asked', async () => {
    const seqs = async (query: string): Promise<string[]> =>
      (await ask('GET', `_changes?${query}`)).json.results.map(({ seq }: { seq: string }) => seq)
    const all = await seqs('')
    expect(all.length).toBeGreaterThan(2)
    expect(await seqs('seq_interval=2')).toEqual(all.map((seq, row) => (row % 2 === 0 ? seq : '')))
    expect(await seqs('seq_interval=2&limit=3')).toEqual(['', all[1], ''])
    expect(await seqs('seq_interval=0')).toEqual(all)
  })

  it('has no end before the last row where a limit is negative', async () => {
    expect((await ask('GET', '_changes?limit=-1')).json).toEqual((await ask('GET', '_changes')).json)
  })

  it('is refused with a filter that cannot be read', async () => {
    const answer = await ask('POST', '_changes?filter=_selector', {})
    expect([answer.status, answer.json.reason]).toEqual([400, 'Selector error: expected a JSON object'])
  })
})
