import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startTestStack, type Answer, type Sent, type TestStack } from '../testing/test-stack.js'

let test: TestStack
let token: string
let directory: string

beforeAll(async () => {
  test = await startTestStack()
  token = await test.cli('io.cozy.files')
  directory = (await call('POST', '?Type=directory&Name=many')).json.data.id
  for (const name of ['d', 'b']) await call('POST', `${directory}?Type=directory&Name=${name}`)
  for (const name of ['c', 'a', 'e'])
    await call('POST', `${directory}?Type=file&Name=${name}`, { body: name })
})

afterAll(() => test.stack.close())

const call = (method: string, path: string, sent: Sent = {}): Promise<Answer> =>
  test.ask(method, `/files/${path}`, { token, ...sent })

interface Listed {
  attributes: { name: string }
}

const namesOf = (entries: Listed[]): string[] => entries.map(({ attributes }) => attributes.name)

describe('a directory', () => {
  it.each([1, 2, 3, 4, 5, 6])('is listed %i at a time, directories first, to its end', async limit => {
    const seen: string[] = []
    let path: string | undefined = `/files/${directory}/relationships/contents?page[limit]=${limit}`
    while (path !== undefined) {
      const { json } = await test.ask('GET', path, { token })
      expect([json.meta.count, json.data.length <= limit]).toEqual([5, true])
      seen.push(...namesOf(json.data))
      path = json.links.next
    }
    expect(seen).toEqual(['b', 'd', 'a', 'c', 'e'])
  })

  it('is listed from a place, with what comes next in its own links and in those of its contents', async () => {
    const { json } = await call('GET', `${directory}?page[limit]=2&page[skip]=1`)
    expect(namesOf(json.included)).toEqual(['d', 'a'])
    expect(json.links.next).toBe(`/files/${directory}?page%5Blimit%5D=2&page%5Bskip%5D=3`)
    expect(json.data.relationships.contents).toMatchObject({
      meta: { count: 5 },
      links: { next: `/files/${directory}/relationships/contents?page%5Blimit%5D=2&page%5Bskip%5D=3` }
    })
  })

  it('does not show the trash', async () => {
    const whole = (await call('GET', 'io.cozy.files.root-dir')).json
    expect(namesOf(whole.included)).not.toContain('.cozy_trash')
    const first = (await call('GET', 'io.cozy.files.root-dir?page[limit]=1')).json
    expect(namesOf(first.included)).toEqual(namesOf(whole.included).slice(0, 1))
  })

  it.each(['page[limit]=x', 'page[skip]=x', 'page[cursor]=x', 'page[cursor]=[1]', 'page[cursor]=[1,2]'])(
    '%s is no place in it',
    async query => {
      expect((await call('GET', `${directory}?${query}`)).status).toBe(400)
    }
  )

  it('is as large as all files in it', async () => {
    const below = (await call('GET', 'metadata?Path=/many/b')).json.data.id
    expect((await call('GET', `${directory}/size`)).json.data.attributes).toEqual({ size: '3' })
    const { id } = (await call('POST', `${below}?Type=file&Name=more`, { body: 'more' })).json.data
    expect((await call('GET', `${directory}/size`)).json.data.attributes).toEqual({ size: '7' })
    expect((await call('GET', `${id}/size`)).status).toBe(404)
  })
})

describe('a query', () => {
  const find = (body: unknown, query = ''): Promise<Answer> => call('POST', `_find${query}`, { body })

  it.each([
    [{ dir_id: 'io.cozy.files.root-dir', _id: 'io.cozy.files.trash-dir' }],
    [{ path: '/.cozy_trash' }],
    [{ dir_id: 'io.cozy.files.root-dir', updated_at: { $gt: null }, name: '.cozy_trash' }]
  ])('is found by the indexes that each instance has from its first moment: %j', async selector => {
    const { status, json } = await find({ selector })
    expect([status, json.data.length, json.data[0].id]).toEqual([200, 1, 'io.cozy.files.trash-dir'])
  })

  it('without an index for it is refused', async () => {
    expect((await find({ selector: { md5sum: 'x' } })).json.errors[0]).toMatchObject({
      status: '400',
      title: 'no_index'
    })
    expect((await find({ selector: 1 })).status).toBe(400)
  })

  it('gives entries page by page, files with their path', async () => {
    await test.ask('POST', '/data/io.cozy.files/_index', {
      token,
      body: { index: { fields: ['dir_id', 'name'] } }
    })
    const selector = { dir_id: directory, name: { $gt: '' } }
    const first = (await find({ selector, limit: 3 })).json
    expect(namesOf(first.data)).toEqual(['a', 'b', 'c'])
    expect(first.data[0].attributes.path).toBe('/many/a')
    expect(first.meta.count).toBe(2 ** 31 - 2)
    const cursor = first.links.next.split('?')[1]
    const second = (await find({ selector, limit: 3 }, `?${cursor}`)).json
    expect([namesOf(second.data), second.meta.count, second.links]).toEqual([['d', 'e'], 2, {}])
  })

  it('gives the fields that it asks for, and the few that the answer needs', async () => {
    const selector = { dir_id: directory, name: { $gt: '' } }
    const { data } = (await find({ selector, fields: ['name'], limit: 1 })).json
    expect(data[0].attributes).toEqual({ type: 'file', name: 'a', class: 'files', size: '1', trashed: false })
    // Go has an empty text for a directory that it does not know.
    expect(data[0].relationships.parent).toEqual({
      links: { related: '/files/' },
      data: { id: '', type: 'io.cozy.files' }
    })
  })
})
