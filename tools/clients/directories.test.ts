import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startClientStack, type ClientStack } from './client-stack.js'
import { Q } from './real-clients.js'

let stack: ClientStack
let client: ReturnType<ClientStack['client']>
let files: ReturnType<ClientStack['client']>

beforeAll(async () => {
  stack = await startClientStack()
  client = stack.client(await stack.token('cli', 'io.cozy.files'))
  files = client.collection('io.cozy.files')
}, 30_000)

afterAll(() => stack.stop())

describe('directories with cozy-client', () => {
  it('are made with those above them, once', async () => {
    const id = await files.ensureDirectoryExists('/Administrative/Bills/2024')
    expect(await files.ensureDirectoryExists('/Administrative/Bills/2024')).toBe(id)
    const { data } = await files.statByPath('/Administrative/Bills/2024')
    expect(data).toMatchObject({ _id: id, type: 'directory', path: '/Administrative/Bills/2024' })
    const parent = await files.statByPath('/Administrative/Bills')
    expect(await files.isChildOf(data, parent.data)).toBe(true)
  })

  it('list what is in them, and take it along where they go', async () => {
    const { data: from } = await files.createDirectoryByPath('/From')
    const { data: to } = await files.createDirectoryByPath('/To')
    for (const name of ['b.txt', 'a.txt']) await files.createFile(name, { name, dirId: from._id })
    await files.updateAttributes(from._id, { dir_id: to._id })
    const { data } = await client.query(
      Q('io.cozy.files').where({ dir_id: from._id }).indexFields(['dir_id'])
    )
    expect(data.map(({ name }: { name: string }) => name).sort()).toEqual(['a.txt', 'b.txt'])
    expect((await files.statByPath('/To/From/a.txt')).data.name).toBe('a.txt')
    const { included } = await files.statById(from._id)
    expect(included.map(({ attributes }: { attributes: { name: string } }) => attributes.name)).toEqual([
      'a.txt',
      'b.txt'
    ])
  })

  it('are packed as an archive', async () => {
    const { data: folder } = await files.createDirectoryByPath('/Packed')
    await files.createFile('in it', { name: 'in.txt', dirId: folder._id })
    const link = await files.getArchiveLinkByIds([folder._id], 'packed')
    const answer = await fetch(new URL(link, stack.uri))
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip'])
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 2)
        .toString()
    ).toBe('PK')
  })

  it('are copied file by file, and emptied from the trash', async () => {
    const { data: made } = await files.createFile('copied', {
      name: 'original.txt',
      dirId: 'io.cozy.files.root-dir'
    })
    const { data: copy } = await files.copy(made._id, 'copy.txt')
    expect(copy.attributes.name).toBe('copy.txt')
    await files.destroy({ _id: made._id })
    await files.emptyTrash()
    await expect(files.statById(made._id)).rejects.toMatchObject({ status: 404 })
  })
})
