import { describe, expect, it } from '@jest/globals'
import type { Answer } from '../testing/test-stack.js'
import { useFiles } from './testing/use-files.js'

const { call } = useFiles()

const makeDirectory = async (path: string): Promise<string> =>
  (await call('POST', `?Type=directory&Path=${path}&Recursive=true`)).json.data.id

const makeFile = async (path: string): Promise<string> => {
  const [name, ...above] = path.split('/').reverse()
  const parent = await makeDirectory(above.reverse().join('/'))
  return (await call('POST', `${parent}?Type=file&Name=${name}`, { body: 'text' })).json.data.id
}

const patch = (id: string, attributes: unknown, headers = {}): Promise<Answer> =>
  call('PATCH', id, { body: { data: { type: 'io.cozy.files', id, attributes } }, headers })

const detail = (answer: Answer): [number, string] => [answer.status, answer.json.errors[0].detail]

describe('a change', () => {
  it('renames a file and works its type out again where the ending is another', async () => {
    const id = await makeFile('/rename/a.txt')
    const same = await patch(id, { name: 'b.txt', tags: [' x', 'x', ''], executable: true })
    expect(same.json.data.attributes).toMatchObject({ name: 'b.txt', mime: 'text/plain', tags: ['x'] })
    const other = await patch(id, { name: 'b.pdf', tags: [] })
    expect(other.json.data.attributes).toMatchObject({ class: 'pdf', executable: true })
    expect(other.json.data.attributes).not.toHaveProperty('tags')
  })

  it('moves a directory with all that lies below it', async () => {
    const id = await makeDirectory('/move/from')
    await makeFile('/move/from/x/y/deep.txt')
    const to = await makeDirectory('/move/to')
    const answer = await call('PATCH', id, {
      body: {
        data: { attributes: {}, relationships: { parent: { data: { id: to, type: 'io.cozy.files' } } } }
      }
    })
    expect(answer.json.data.attributes.path).toBe('/move/to/from')
    expect((await call('GET', 'metadata?Path=/move/to/from/x/y/deep.txt')).status).toBe(200)
    expect((await call('GET', 'metadata?Path=/move/from')).status).toBe(404)
  })

  it('is found by path', async () => {
    await makeFile('/by-path/a.txt')
    const body = { data: { attributes: { cozyMetadata: { favorite: true } } } }
    const answer = await call('PATCH', 'metadata?Path=/by-path/a.txt', { body })
    expect(answer.json.data.attributes.cozyMetadata.favorite).toBe(true)
  })

  it('is refused where it makes no sense, and changes nothing', async () => {
    const id = await makeFile('/refused/a.txt')
    await makeFile('/refused/b.txt')
    const directory = await makeDirectory('/refused')
    const below = await makeDirectory('/refused/below')
    expect(detail(await patch(directory, { dir_id: below }))).toEqual([412, 'Forbidden document move'])
    expect(detail(await patch(id, { name: 'b.txt' }))).toEqual([409, 'file already exists'])
    expect(detail(await patch(id, { dir_id: 'none' }))[0]).toBe(404)
    expect(detail(await patch(id, { name: 'a/b' }))[0]).toBe(422)
    expect(detail(await patch(id, { updated_at: '1990-01-01T00:00:00Z' }))).toEqual([
      422,
      'Invalid time given'
    ])
    expect((await patch(id, { tags: 'x' })).status).toBe(400)
    expect((await patch(id, { name: 'c.txt' }, { 'if-match': '1-0' })).status).toBe(412)
    expect((await patch('io.cozy.files.root-dir', { name: 'x' })).status).toBe(400)
    expect((await call('GET', 'metadata?Path=/refused/a.txt')).json.data.meta.rev).toMatch(/^1-/)
  })

  it('that deletes for ever tells the revision of the deletion', async () => {
    const id = await makeFile('/deleted/a.txt')
    expect((await patch(id, { permanent_delete: true })).json.data.meta.rev).toMatch(/^2-/)
    const directory = await makeDirectory('/deleted')
    expect((await patch(directory, { permanent_delete: true })).json.data.meta.rev).toMatch(/^2-/)
    expect((await call('GET', directory)).status).toBe(404)
  })

  it('of several at once says which could not be made', async () => {
    const id = await makeFile('/many/a.txt')
    const other = await makeFile('/many/b.txt')
    const gone = await makeFile('/many/c.txt')
    const answer = await call('PATCH', '', {
      body: {
        data: [
          { id, attributes: { name: 'b.txt' } },
          { id: 'none', attributes: {} },
          { id: other, attributes: { move_to_trash: true } },
          { id: gone, attributes: { permanent_delete: true } }
        ]
      }
    })
    expect(
      answer.json.errors.map((error: { status: string; source: unknown }) => [error.status, error.source])
    ).toEqual([
      ['409', { parameter: '_id', pointer: id }],
      ['404', { parameter: '_id', pointer: 'none' }]
    ])
    expect((await call('GET', other)).json.data.attributes.trashed).toBe(true)
    expect((await call('GET', gone)).status).toBe(404)
    const done = await call('PATCH', '', { body: { data: [{ id, attributes: { name: 'b.txt' } }] } })
    expect(done.status).toBe(204)
  })
})
