import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { startTestStack, type Answer, type TestStack } from '../testing/test-stack.js'

const ALBUMS = 'io.cozy.photos.albums'
const FILES = 'io.cozy.files'

let test: TestStack
let token: string
let files: string[]
let album = 'album-0'

beforeAll(async () => {
  test = await startTestStack()
  token = await test.cli(`${FILES} ${ALBUMS}`)
  const names = ['a', 'b', 'c']
  const made = names.map(name =>
    test.ask('POST', `/files/io.cozy.files.root-dir?Type=file&Name=${name}`, { token, body: name })
  )
  files = (await Promise.all(made)).map(({ json }) => json.data.id as string).toSorted()
})

beforeEach(() => {
  album = `album-${Number(album.slice(6)) + 1}`
})

afterAll(() => test.stack.close())

const call = (method: string, query = '', ids?: unknown[], id = album): Promise<Answer> =>
  test.ask(method, `/data/${ALBUMS}/${id}/relationships/references${query}`, {
    token,
    ...(ids && { body: { data: ids.map(file => ({ id: file, type: FILES })) } })
  })

const listed = async (query = '', id = album): Promise<string[]> =>
  (await call('GET', query, undefined, id)).json.data.map((file: { id: string }) => file.id)

const store = () => test.stack.instances.list()[0]!.documents

describe('the files that a document refers to', () => {
  it('are noted on the files, listed in order, and taken off again', async () => {
    expect((await call('POST', '', files.toReversed())).status).toBe(204)
    expect(await listed()).toEqual(files)
    expect(await listed('?sort=-id')).toEqual(files.toReversed())
    expect((await call('DELETE', '', files.slice(1))).status).toBe(204)
    const answer = await call('GET')
    expect(answer.json).toEqual({ data: [{ id: files[0], type: FILES }], links: {}, meta: { count: 1 } })
    const left = await store().get(FILES, files[0]!)
    expect(left.referenced_by).toEqual([{ id: album, type: ALBUMS }])
    await call('DELETE', '', files)
    expect(await store().get(FILES, files[0]!)).not.toHaveProperty('referenced_by')
  })

  it('come in pages, each with the address of the next', async () => {
    await call('POST', '', files)
    for (const query of ['?page[limit]=2', '?page[limit]=2&page[skip]=0']) {
      const first = await call('GET', query)
      expect(first.json.data.map(({ id }: { id: string }) => id)).toEqual(files.slice(0, 2))
      expect(first.json.meta).toEqual({ count: 3 })
      const rest = await test.ask('GET', first.json.links.next as string, { token })
      expect(rest.json.data).toEqual([{ id: files[2], type: FILES }])
      expect(rest.json.links).toEqual({})
    }
  })

  it('come by the dates of their photos', async () => {
    for (const [i, id] of files.entries()) {
      const file = await store().get(FILES, id)
      await store().put(FILES, { ...file, metadata: { datetime: `202${5 - i}-01-01T00:00:00Z` } })
    }
    await call('POST', '', files)
    expect(await listed('?sort=datetime')).toEqual(files.toReversed())
    expect(await listed('?sort=-datetime&page[limit]=2')).toEqual(files.slice(0, 2))
  })

  it('come with the files themselves where asked', async () => {
    await call('POST', '', [files[0]])
    const { included } = (await call('GET', '?include=files')).json
    expect(included).toMatchObject([{ id: files[0], type: FILES, attributes: { type: 'file' } }])
    expect(JSON.stringify(included)).not.toContain('internal_vfs_id')
  })

  it('are found for an id with a slash, however it was noted', async () => {
    const slashed = `${album}%2Fx`
    await call('POST', '', [files[0]], slashed)
    const file = await store().get(FILES, files[0]!)
    expect(file.referenced_by).toContainEqual({ id: `${album}/x`, type: ALBUMS })
    expect(await listed('', slashed)).toEqual([files[0]])
    const other = await store().get(FILES, files[1]!)
    await store().put(FILES, { ...other, referenced_by: [{ id: `${album}%2Fy`, type: ALBUMS }] })
    expect(await listed('', `${album}%2Fy`)).toEqual([files[1]])
    await call('DELETE', '', [files[1]], `${album}%2Fy`)
    expect(await listed('', `${album}%2Fy`)).toEqual([])
  })

  it.each([
    ['GET', '?sort=name', undefined, 400, 'Bad Request(400): Invalid sort parameter'],
    ['GET', '?page[limit]=x', undefined, 400, 'Bad Request(400): page limit is not a number'],
    ['GET', '?page[skip]=x', undefined, 400, 'Bad Request(400): page skip is not a number'],
    ['GET', '?page[cursor]=x', undefined, 400, 'Bad Request(400): bad json cursor x'],
    ['GET', '?page[cursor]=[1]', undefined, 400, 'Bad Request(400): bad cursor length [1]'],
    ['GET', '?page[cursor]=[[],1]', undefined, 400, 'Bad Request(400): bad cursor id [[],1]'],
    ['POST', '', ['none'], 404, 'Not Found(404): file does not exist'],
    ['POST', '', [5], 400, 'Bad Request(400): JSON input is malformed or is missing mandatory fields']
  ])('are refused: %s %s %j', async (method, query, ids, status, error) => {
    const answer = await call(method, query, ids)
    expect([answer.status, answer.json]).toEqual([status, { error }])
  })

  it('are noted by whoever may change all files, or the document, and by nobody else', async () => {
    const path = `/data/${ALBUMS}/${album}/relationships/references`
    const body = { data: [{ id: files[0], type: FILES }] }
    const statusFor = async (scope: string): Promise<number> =>
      (await test.ask('POST', path, { token: await test.cli(scope), body })).status
    expect(await statusFor(`${FILES}:PATCH`)).toBe(204)
    expect(await statusFor(`${ALBUMS}:PUT:${album}`)).toBe(204)
    expect(await statusFor(`${ALBUMS}:GET ${FILES}:GET`)).toBe(403)
    expect((await test.ask('POST', path, { body })).status).toBe(401)
  })
})

describe('the directories that a client does not synchronize', () => {
  it('are noted on the directories, and on no file', async () => {
    const path = `/data/${ALBUMS}/${album}/relationships/not_synchronizing`
    const directory = await test.ask('POST', '/files/?Type=directory&Name=photos', { token })
    const body = { data: { id: directory.json.data.id as string, type: FILES } }
    for (const _time of [1, 2]) expect((await test.ask('POST', path, { token, body })).status).toBe(204)
    const read = (): Promise<Answer> => test.ask('GET', path, { token })
    expect((await read()).json).toEqual({ data: [body.data], links: {}, meta: { count: 1 } })
    const refused = await test.ask('POST', path, { token, body: { data: { id: files[0], type: FILES } } })
    expect(refused.json.error).toBe('Bad Request(400): Cannot add not_synchronized_on on files')
    await test.ask('DELETE', path, { token, body })
    expect((await read()).json.data).toEqual([])
  })
})
