import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { startTestContext, type TestContext } from '../../testing/test-context.js'
import type { CozyFile } from '../api.js'

let test: TestContext
let bills: CozyFile
beforeAll(async () => {
  test = await startTestContext()
  bills = await test.ctx.stack.files.statByPath('/Bills')
})
afterAll(() => test?.close())

const files = () => test.ctx.stack.files

const piecesOf = (count: number, bytes: number) =>
  Readable.from(Array.from({ length: count }, () => Buffer.alloc(bytes, 'x')))

describe('files of the Cozy', () => {
  it('have names of any characters', async () => {
    const name = 'a #?%&+ é€ "b" [2026].txt'
    const made = await files().upload({ name, dirId: bills._id, content: 'hello' })
    expect(made).toMatchObject({ name, type: 'file', size: 5, mime: 'text/plain' })
    expect(await files().statByPath(`/Bills/${name}`)).toMatchObject({ _id: made._id })
    expect(await text(await files().download(made._id))).toBe('hello')
  })

  it('come from streams, with metadata, and get new versions', async () => {
    const made = await files().upload({
      name: 'stream.pdf',
      dirId: bills._id,
      content: piecesOf(64, 65_536),
      size: 64 * 65_536,
      type: 'application/pdf',
      md5: createHash('md5')
        .update(Buffer.alloc(64 * 65_536, 'x'))
        .digest('base64'),
      metadata: { vendorRef: 'r1' },
      sourceAccount: 'account-1',
      sourceAccountIdentifier: 'camille'
    })
    expect(made).toMatchObject({
      size: 64 * 65_536,
      mime: 'application/pdf',
      metadata: { vendorRef: 'r1' },
      cozyMetadata: { createdByApp: 'sample', sourceAccount: 'account-1' }
    })
    const next = await files().upload({
      name: '',
      dirId: '',
      fileId: made._id,
      rev: made._rev,
      content: 'v2'
    })
    expect(next).toMatchObject({ _id: made._id, size: 2 })
  })

  it('have tags, and may be run', async () => {
    const made = await files().upload({
      name: 'run.sh',
      dirId: bills._id,
      content: '#!',
      tags: ['a', 'b c'],
      executable: true
    })
    expect(made).toMatchObject({ tags: ['a', 'b c'], executable: true })
  })

  it('are refused where the name is taken, or what arrives is not what was announced', async () => {
    await files().upload({ name: 'one.txt', dirId: bills._id, content: '1' })
    await expect(files().upload({ name: 'one.txt', dirId: bills._id, content: '2' })).rejects.toMatchObject({
      code: 'conflict'
    })
    await expect(
      files().upload({ name: 'two.txt', dirId: bills._id, content: '2', md5: 'AAAAAAAAAAAAAAAAAAAAAA==' })
    ).rejects.toMatchObject({ code: 'invalid_content' })
    expect(await files().lookupByPath('/Bills/two.txt')).toBeUndefined()
  })

  it('are not saved when their source breaks off, and the source is what is told', async () => {
    const broken = async function* () {
      yield Buffer.alloc(100_000)
      throw new Error('the site hung up')
    }
    await expect(files().upload({ name: 'cut.bin', dirId: bills._id, content: broken() })).rejects.toThrow(
      'the site hung up'
    )
    expect(await files().lookupByPath('/Bills/cut.bin')).toBeUndefined()
  })

  it('lie in folders that are made at once by several', async () => {
    const path = '/Bills/été/2026/03'
    const made = await Promise.all([files().mkdirp(path), files().mkdirp(path), files().mkdirp(path)])
    expect(new Set(made.map(({ _id }) => _id)).size).toBe(1)
    expect(made[0]?.path).toBe(path)
  })

  it('are listed, renamed, referenced, trashed and destroyed', async () => {
    const folder = await files().mkdirp('/Bills/life')
    const file = await files().upload({ name: 'a.txt', dirId: folder._id, content: 'a' })
    await files().update(file._id, { name: 'b.txt' })
    expect((await files().list(folder._id)).map(({ name }) => name)).toEqual(['b.txt'])
    const bill = { doctype: 'io.cozy.konnectors', id: 'io.cozy.konnectors/sample' }
    await files().addReferences(file._id, [bill])
    expect((await files().statById(file._id)).referenced_by).toEqual([{ type: bill.doctype, id: bill.id }])
    await files().removeReferences(file._id, [bill])
    await files().destroy(file._id)
    expect(await files().lookupById(file._id)).toBeUndefined()
  })
})
