import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startTestStack, type Answer, type TestStack } from '../testing/test-stack.js'

let test: TestStack
let token: string

beforeAll(async () => {
  test = await startTestStack()
  token = await test.cli('io.cozy.todos io.cozy.files')
  const body = { index: { fields: ['n'] }, ddoc: 'by-n', name: 'by-n' }
  await test.ask('POST', '/data/io.cozy.todos/_index', { token, body })
})

afterAll(() => test.stack.close())

const ask = (method: string, path: string, headers = {}): Promise<Answer> =>
  test.ask(method, `/data/io.cozy.todos/_design/${path}`, { token, headers })

describe('a design document', () => {
  it('is read, copied, and deleted, and its index is gone then', async () => {
    const { _rev: rev, ...design } = (await ask('GET', 'by-n')).json
    expect(design).toMatchObject({ _id: '_design/by-n', language: 'query' })
    const copy = await ask('POST', 'by-n/copy', { destination: '_design/other' })
    expect([copy.status, copy.json]).toEqual([
      201,
      { id: '_design/other', ok: true, rev: expect.any(String) }
    ])
    expect((await ask('GET', 'other')).json).toMatchObject({ ...design, _id: '_design/other' })
    await ask('DELETE', `other?rev=${copy.json.rev}`)
    const gone = await ask('DELETE', `by-n?rev=${rev}`)
    expect(gone.json).toEqual({ ok: true, id: '_design/by-n', rev: expect.stringMatching(/^2-/) })
    const body = { selector: { n: 1 } }
    const found = await test.ask('POST', '/data/io.cozy.todos/_find', { token, body })
    expect(found.json.error).toBe('no_index')
  })

  it('is copied over another where its revision is named', async () => {
    const body = { index: { fields: ['m'] }, ddoc: 'by-m', name: 'by-m' }
    await test.ask('POST', '/data/io.cozy.todos/_index', { token, body })
    const { rev } = (await ask('POST', 'by-m/copy', { destination: '_design/over' })).json
    const conflict = await ask('POST', 'by-m/copy', { destination: '_design/over' })
    expect(conflict.status).toBe(409)
    const copy = await ask('POST', 'by-m/copy', { destination: `_design%2Fover?rev=${rev}` })
    expect([copy.status, copy.json.rev]).toEqual([201, expect.stringMatching(/^2-/)])
  })

  it.each([
    ['GET', 'none', 404, { error: 'not_found', reason: 'missing' }],
    ['DELETE', 'none', 400, { error: 'You must pass a rev param' }],
    ['POST', 'none/copy', 400, 'You must set a Destination header']
  ])('is refused: %s %s', async (method, path, status, expected) => {
    const answer = await ask(method, path)
    expect([answer.status, answer.json]).toEqual([status, expected])
  })

  it('that files are found by stays', async () => {
    const path = '/data/io.cozy.files/_design/dir-by-path?rev=1-a'
    const answer = await test.ask('DELETE', path, { token })
    expect([answer.status, answer.json]).toEqual([403, { error: 'This design doc cannot be deleted' }])
  })
})
