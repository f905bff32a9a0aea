import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startTestContext, type TestContext } from '../../testing/test-context.js'
import { mkdirp } from '../mkdirp.js'
import { setRun } from '../process-run.js'
import { cozyClient } from './cozy-client.js'
import type { Resource } from './json-api.js'

const { data, files } = cozyClient
const TODOS = 'io.cozy.todos'
const ROOT = 'io.cozy.files.root-dir'

let run: TestContext
beforeAll(async () => {
  run = await startTestContext()
  setRun(run.ctx)
})
afterAll(() => run.close())

const failure = async (act: Promise<unknown>): Promise<{ status: number; message: string }> => {
  try {
    await act
  } catch (error) {
    return error as { status: number; message: string }
  }
  throw new Error('expected an error')
}

describe('data', () => {
  it('creates, finds, updates and deletes documents', async () => {
    const one = await data.create(TODOS, { label: 'one', done: false })
    expect(await data.find(TODOS, one._id)).toMatchObject({ label: 'one', done: false })
    const changed = await data.updateAttributes(TODOS, one._id, { done: true })
    expect(changed).toMatchObject({ label: 'one', done: true })
    const replaced = await data.update(TODOS, changed, { label: 'first' })
    expect(await data.find(TODOS, one._id)).not.toHaveProperty('done')
    const two = await data.create(TODOS, { label: 'two' })
    expect(await data.findMany(TODOS, [one._id, 'none'])).toEqual({
      [one._id]: { doc: expect.objectContaining({ label: 'first' }) },
      none: { error: { error: 'not_found' } }
    })
    expect(await data.findMany(TODOS, [])).toEqual({})
    expect((await data.findAll(TODOS)).map(({ _id }) => _id).sort()).toEqual([one._id, two._id].sort())
    await data.delete(TODOS, replaced)
    expect(await failure(data.find(TODOS, one._id))).toMatchObject({ name: 'FetchError', status: 404 })
  })

  it('finds by an index, in its order, and one page after the other', async () => {
    const doctype = 'io.cozy.contacts'
    for (const rank of [2, 1, 3]) await data.create(doctype, { rank })
    const index = await data.defineIndex(doctype, ['rank'])
    expect(index).toMatchObject({ doctype, type: 'mango', fields: ['rank'] })
    const selector = { rank: { $gt: 0 } }
    const found = await data.query(index, { selector, fields: ['rank'], descending: true })
    expect(found).toEqual([{ rank: 3 }, { rank: 2 }, { rank: 1 }])
    const page = await data.query(index, {
      selector,
      fields: ['rank'],
      limit: 1,
      skip: 1,
      wholeResponse: true
    })
    expect(page).toMatchObject({ docs: [{ rank: 2 }], next: true })
    expect(await data.changesFeed(doctype)).toMatchObject({ results: expect.any(Array) })
  })

  it('refers documents to files', async () => {
    const doc = { ...(await data.create(TODOS, { label: 'with a file' })), _type: TODOS }
    const file = await files.create('a', { name: 'referred.txt', dirID: ROOT })
    await data.addReferencedFiles(doc, file._id)
    expect(await data.listReferencedFiles(doc)).toEqual([file._id])
    const { included } = (await data.fetchReferencedFiles(doc, { limit: 1 })) as {
      included: { id: string }[]
    }
    expect(included.map(({ id }) => id)).toEqual([file._id])
    await data.removeReferencedFiles(doc, [file._id])
    expect(await data.listReferencedFiles(doc)).toEqual([])
  })
})

describe('files', () => {
  it('are made, looked at, changed, downloaded', async () => {
    const folder = await files.createDirectoryByPath('/a folder/below')
    expect(folder.attributes).toMatchObject({ type: 'directory', path: '/a folder/below' })
    const file = await files.create(Buffer.from('one'), {
      name: 'b.txt',
      dirID: folder._id,
      contentType: 'text/plain',
      metadata: { kept: true },
      lastModifiedDate: new Date('2020-01-02T03:04:05Z')
    })
    expect(file.attributes).toMatchObject({
      size: '3',
      mime: 'text/plain',
      metadata: { kept: true },
      updated_at: '2020-01-02T03:04:05.000Z'
    })
    await files.updateById(file._id, 'two!', { contentType: 'text/plain' })
    await files.updateAttributesById(file._id, { name: 'c.txt' })
    await files.updateAttributesByPath('/a folder/below/c.txt', { tags: ['red'] })
    expect((await files.statByPath('/a folder/below/c.txt')).attributes).toMatchObject({
      size: '4',
      tags: ['red']
    })
    const children = (await files.statById(folder._id, undefined, { limit: 1 })).relations(
      'contents'
    ) as Resource[]
    expect(children.map(({ _id }) => _id)).toEqual([file._id])
    expect(await (await files.downloadById(file._id)).text()).toBe('two!')
    const answer = await files.downloadByPath('/a folder/below/c.txt')
    expect((await answer.buffer()).toString()).toBe('two!')
    const link = await files.getDownloadLinkById(file._id)
    expect(await (await fetch(cozyClient._url + link)).text()).toBe('two!')
    expect(await files.getDownloadLinkByPath('/a folder/below/c.txt')).toMatch(/^\/files\/downloads\//)
  })

  it('are thrown away, taken back, and destroyed', async () => {
    const file = await files.create('x', { name: 'old.txt', dirID: ROOT })
    await files.trashById(file._id)
    expect((await files.listTrash()).map(({ _id }) => _id)).toContain(file._id)
    await files.restoreById(file._id)
    const { _rev = '' } = await files.statById(file._id)
    expect(await failure(files.trashById(file._id, { ifMatch: '1-0' }))).toMatchObject({ status: 412 })
    await files.trashById(file._id, { ifMatch: _rev })
    await files.destroyById(file._id)
    expect(await failure(files.statById(file._id))).toMatchObject({ status: 404 })
    await files.trashById((await files.create('y', { name: 'y.txt', dirID: ROOT }))._id)
    await files.clearTrash()
    expect(await files.listTrash()).toEqual([])
  })

  it('fail as those of cozy-client-js', async () => {
    const { message, status } = await failure(files.statByPath('/nowhere'))
    expect(status).toBe(404)
    expect(JSON.parse(message)).toMatchObject({ errors: [{ status: '404' }] })
    await expect(async () => files.create('x', { name: ' ' })).rejects.toThrow('missing name argument')
    await expect(files.create('', { name: 'x' })).rejects.toThrow('missing data argument')
  })
})

describe('the other members', () => {
  it('ask any route', async () => {
    expect(await cozyClient.fullpath('/data/')).toBe(`${cozyClient._url}/data/`)
    const answer = await cozyClient.fetch('GET', '/settings/disk-usage')
    expect(answer.status).toBe(200)
    expect(await cozyClient.settings.diskUsage()).toMatchObject({ attributes: { used: expect.any(String) } })
    expect(await cozyClient.jobs.count('service')).toBe(0)
    expect(() => cozyClient.auth).toThrow('it is for pages in a browser')
  })

  it('make folders by a client of their own', async () => {
    const folder = await mkdirp.fromCozy(cozyClient)('/made', 'by', 'client')
    expect(folder?.attributes).toMatchObject({ path: '/made/by/client' })
  })

  it('are cozy-client under "new"', async () => {
    const { models } = cozyClient.new
    expect(typeof models['document']?.['Qualification']).toBe('function')
  })
})
