import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startClientStack, type ClientStack } from './client-stack.js'

let stack: ClientStack
let files: ReturnType<ClientStack['client']>

beforeAll(async () => {
  stack = await startClientStack()
  files = stack.client(await stack.token('cli', 'io.cozy.files')).collection('io.cozy.files')
}, 30_000)

afterAll(() => stack.stop())

const ROOT = 'io.cozy.files.root-dir'
const TRASH = 'io.cozy.files.trash-dir'

const textOf = async (id: string): Promise<string> => (await files.fetchFileContentById(id)).text()

describe('files with cozy-client', () => {
  it('are uploaded, downloaded, renamed, overwritten, trashed, restored and destroyed', async () => {
    const { data: made } = await files.createFile('first', {
      name: 'Lettre à élise.txt',
      dirId: ROOT,
      contentType: 'text/plain',
      lastModifiedDate: '2024-02-03T04:05:06Z',
      metadata: { label: 'kept' }
    })
    expect(made).toMatchObject({ name: 'Lettre à élise.txt', dir_id: ROOT, mime: 'text/plain', size: '5' })
    expect(made.attributes.metadata).toMatchObject({ label: 'kept' })
    expect(await textOf(made._id)).toBe('first')

    const { data: renamed } = await files.updateAttributes(made._id, { name: 'letter.txt' })
    expect(renamed.name).toBe('letter.txt')
    expect((await files.statByPath('/letter.txt')).data._id).toBe(made._id)

    await files.updateFile('the second', { fileId: made._id, name: 'letter.txt', contentType: 'text/plain' })
    expect(await textOf(made._id)).toBe('the second')

    await files.destroy({ _id: made._id })
    expect((await files.statById(made._id)).data).toMatchObject({ dir_id: TRASH, trashed: true })
    await files.restore(made._id)
    expect((await files.statById(made._id)).data).toMatchObject({ dir_id: ROOT })

    await files.destroy({ _id: made._id })
    await files.deleteFilePermanently(made._id)
    await expect(files.statById(made._id)).rejects.toMatchObject({ status: 404 })
  })

  it('are refused where the name is taken', async () => {
    await files.createFile('a', { name: 'taken.txt', dirId: ROOT })
    await expect(files.createFile('b', { name: 'taken.txt', dirId: ROOT })).rejects.toMatchObject({
      status: 409
    })
  })

  it('are downloaded by a link that asks for no token', async () => {
    const { data: made } = await files.createFile('linked', { name: 'linked.txt', dirId: ROOT })
    const answer = await fetch(await files.getDownloadLinkById(made._id, 'linked.txt'))
    expect([answer.status, await answer.text()]).toEqual([200, 'linked'])
  })

  it('are found by what is known of them', async () => {
    await files.createFile('x', { name: 'found.pdf', dirId: ROOT, contentType: 'application/pdf' })
    const { data } = await files.find({ class: 'pdf' }, { indexedFields: ['class'] })
    expect(data.map(({ name }: { name: string }) => name)).toEqual(['found.pdf'])
  })
})
