import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createHash } from 'node:crypto'
import { startTestStack, type Answer, type Sent, type TestStack } from '../testing/test-stack.js'

let test: TestStack
let token: string

beforeAll(async () => {
  test = await startTestStack({ publicName: 'Alice' })
  token = await test.cli('io.cozy.files')
})

afterAll(() => test.stack.close())

const call = (method: string, path: string, sent: Sent = {}): Promise<Answer> =>
  test.ask(method, `/files/${path}`, { token, ...sent })

const ROOT = 'io.cozy.files.root-dir'
const md5 = (text: string): string => createHash('md5').update(text).digest('base64')

const upload = (name: string, body = 'bill', headers: Record<string, string> = {}): Promise<Answer> =>
  call('POST', `${ROOT}?Type=file&Name=${name}`, {
    body,
    headers: { 'content-type': 'application/pdf', ...headers }
  })

describe('a file', () => {
  it('is saved with its checksum, type and size', async () => {
    const answer = await upload('bill.pdf', 'bill', { 'content-md5': md5('bill') })
    expect(answer.status).toBe(201)
    expect(answer.json.data.attributes).toMatchObject({
      type: 'file',
      name: 'bill.pdf',
      size: '4',
      md5sum: md5('bill'),
      mime: 'application/pdf',
      class: 'pdf',
      trashed: false
    })
    expect(answer.text).not.toContain('internal_vfs_id')
  })

  it('is read whole, in part, by path, and not at all without permission', async () => {
    const { id } = (await upload('read.txt', 'hello', { 'content-type': 'text/plain' })).json.data
    expect((await call('GET', `download/${id}`)).text).toBe('hello')
    expect((await call('GET', 'download?Path=/read.txt')).text).toBe('hello')
    const part = await call('GET', `download/${id}`, { headers: { range: 'bytes=1-3' } })
    expect([part.status, part.text, part.headers['content-range']]).toEqual([206, 'ell', 'bytes 1-3/5'])
    expect((await call('GET', `download/${id}`, { headers: { range: 'bytes=9-' } })).status).toBe(416)
    expect((await call('GET', `download/${id}`, { token: await test.cli('io.cozy.todos') })).status).toBe(403)
    expect((await call('GET', 'metadata?Path=/read.txt')).json.data.id).toBe(id)
  })

  it('is looked for before the token is, but where its document is read by id', async () => {
    const asked = (method: string, path: string): Promise<Answer> => test.ask(method, `/files/${path}`)
    expect((await asked('GET', 'none')).status).toBe(401)
    expect((await call('GET', 'none', { token: 'none' })).status).toBe(400)
    const others = [
      asked('GET', 'download/none'),
      asked('DELETE', 'none'),
      asked('GET', 'metadata?Path=/none')
    ]
    expect((await Promise.all(others)).map(({ status }) => status)).toEqual([404, 404, 404])
  })

  it.each([
    ['the wrong checksum', 'sum.pdf', { 'content-md5': md5('other') }, 412, 'Invalid hash'],
    ['a name that is none', '..', {}, 422, 'Invalid filename: empty or contains an illegal character']
  ])('is refused with %s, and leaves nothing', async (_name, name, headers, status, detail) => {
    const answer = await upload(name, 'bill', headers)
    expect([answer.status, answer.json.errors[0].detail]).toEqual([status, detail])
    expect((await call('GET', `metadata?Path=/${name}`)).status).not.toBe(201)
    expect((await call('GET', `metadata?Path=/sum.pdf`)).status).toBe(404)
  })

  it('is made by a type that is known, whatever else objects have', async () => {
    for (const type of ['', 'constructor', '__proto__', 'File']) {
      expect((await call('POST', `${ROOT}?Type=${type}&Name=typed`)).status).toBe(422)
    }
  })

  it('comes to be once of its name, however many are sent at once', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, (_, n) => upload('race.pdf', `bill ${n}`)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409])
  })

  it('is overwritten at the revision that is known, and no other', async () => {
    const { id, meta } = (await upload('over.pdf')).json.data
    const stale = { 'if-match': '1-00000000000000000000000000000000' }
    expect((await call('PUT', id, { body: 'new', headers: stale })).status).toBe(412)
    expect((await call('GET', `download/${id}`)).text).toBe('bill')
    const answer = await call('PUT', id, { body: 'new', headers: { 'if-match': meta.rev } })
    expect([answer.status, answer.json.data.attributes.md5sum]).toEqual([200, md5('new')])
    expect((await call('GET', `download/${id}`)).text).toBe('new')
  })

  it('goes to the trash, and from there for ever', async () => {
    const { id } = (await upload('old.pdf')).json.data
    expect((await call('DELETE', id)).json.data.attributes).toMatchObject({
      trashed: true,
      restore_path: '/',
      dir_id: 'io.cozy.files.trash-dir'
    })
    expect((await call('DELETE', `trash/${id}`)).status).toBe(204)
    expect((await call('GET', id)).json.errors[0].detail).toBe('file does not exist')
  })
})

describe('a directory', () => {
  it('is made with all above it, and lists what it holds', async () => {
    const made = await call('POST', '?Type=directory&Path=/Administrative/Demo/me&Recursive=true')
    expect(made.json.data.attributes.path).toBe('/Administrative/Demo/me')
    const { id } = made.json.data
    await call('POST', `${id}?Type=file&Name=bill.pdf`, { body: 'bill' })
    const answer = await call('GET', id)
    expect(
      answer.json.included.map((child: { attributes: { name: string } }) => child.attributes.name)
    ).toEqual(['bill.pdf'])
    const below = await test.cli(`io.cozy.files:GET:${answer.json.data.attributes.dir_id}`)
    expect(
      (await call('GET', 'metadata?Path=/Administrative/Demo/me/bill.pdf', { token: below })).status
    ).toBe(200)
    expect((await call('GET', ROOT, { token: below })).status).toBe(403)
  })

  it('takes all it holds to the trash', async () => {
    await call('POST', '?Type=directory&Path=/a/b&Recursive=true')
    const { id } = (await call('GET', 'metadata?Path=/a')).json.data
    await call('DELETE', id)
    expect((await call('GET', 'metadata?Path=/.cozy_trash/a/b')).status).toBe(200)
    expect((await call('GET', 'metadata?Path=/a/b')).status).toBe(404)
  })

  it.each([
    [ROOT, 404],
    ['io.cozy.files.trash-dir', 400]
  ])('%s stays where it is', async (id, status) => {
    expect((await call('DELETE', id)).status).toBe(status)
    expect((await call('DELETE', `trash/${id}`)).status).toBe(400)
    expect((await call('GET', id)).status).toBe(200)
  })
})
