import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startClientStack, type ClientStack } from './client-stack.js'

let stack: ClientStack
let client: ReturnType<ClientStack['client']>
let files: ReturnType<ClientStack['client']>

beforeAll(async () => {
  stack = await startClientStack()
  client = stack.client(await stack.token('cli', 'io.cozy.files io.cozy.photos.albums'))
  files = client.collection('io.cozy.files')
}, 30_000)

afterAll(() => stack.stop())

describe('references between files and documents with cozy-client', () => {
  it('are added and removed from the document, and listed page by page', async () => {
    const { data: album } = await client.save({ _type: 'io.cozy.photos.albums', name: 'Summer' })
    const made = []
    for (const name of ['1.jpg', '2.jpg', '3.jpg']) {
      made.push((await files.createFile(name, { name, dirId: 'io.cozy.files.root-dir' })).data)
    }
    await files.addReferencesTo(album, made)
    const first = await files.findReferencedBy(album, { limit: 2 })
    expect([first.data.length, first.included.length, first.meta.count]).toEqual([2, 2, 3])
    expect(first.next).toBe(true)
    await files.removeReferencesTo(album, made.slice(1))
    const left = await files.findReferencedBy(album)
    expect(left.included.map(({ name }: { name: string }) => name)).toEqual(['1.jpg'])
  })

  it('are added and removed from the file', async () => {
    const { data: album } = await client.save({ _type: 'io.cozy.photos.albums', name: 'Winter' })
    const { data: file } = await files.createFile('x', {
      name: 'winter.jpg',
      dirId: 'io.cozy.files.root-dir'
    })
    await files.addReferencedBy(file, [album])
    const { data } = await files.statById(file._id)
    expect(data.relationships.referenced_by.data).toEqual([{ id: album._id, type: 'io.cozy.photos.albums' }])
    await files.removeReferencedBy(file, [album])
    expect((await files.findReferencedBy(album)).data).toEqual([])
  })
})
