import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startTestStack, type Answer, type TestStack } from '../testing/test-stack.js'

let test: TestStack
let token: string

beforeAll(async () => {
  test = await startTestStack()
  token = await test.cli('io.cozy.files')
})

afterAll(() => test.stack.close())

const ask = (method: string, path: string, body?: unknown): Promise<Answer> =>
  test.ask(method, `/files/${path}`, { token, ...(body !== undefined && { body }) })

const upload = async (name: string): Promise<string> =>
  (await ask('POST', `io.cozy.files.root-dir?Type=file&Name=${name}`, 'one')).json.data.id

describe('a file that was moved into the trash', () => {
  it('takes no new content and no new metadata', async () => {
    const id = await upload('moved')
    await ask('PATCH', id, { data: { attributes: { dir_id: 'io.cozy.files.trash-dir' } } })
    for (const answer of [
      await ask('PUT', id, 'two'),
      await ask('POST', `${id}/versions`, { data: { attributes: { a: 1 } } })
    ]) {
      expect([answer.status, answer.json.errors[0].detail]).toEqual([404, 'Parent directory is in the trash'])
    }
  })
})

describe('a file', () => {
  it('is refused under an id that only CouchDB has', async () => {
    const { status, json } = await ask('GET', '_find')
    const [{ title, detail }] = json.errors
    expect([status, title, detail]).toEqual([400, 'bad_id', 'Unsuported couchdb operation _find'])
  })

  it('without references is told so by null', async () => {
    const path = `${await upload('alone')}/relationships/referenced_by`
    expect((await ask('POST', path, { data: [] })).json.data).toBeNull()
    const one = { data: [{ type: 'io.cozy.albums', id: 'one' }] }
    await ask('POST', path, one)
    expect((await ask('DELETE', path, one)).json.data).toEqual([])
  })
})
