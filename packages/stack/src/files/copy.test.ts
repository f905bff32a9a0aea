import { describe, expect, it } from '@jest/globals'
import type { Answer } from '../testing/test-stack.js'
import { useFiles } from './testing/use-files.js'

const { test, call } = useFiles()

const ROOT = 'io.cozy.files.root-dir'

const makeFile = async (name: string, body = 'text', parent = ROOT): Promise<string> =>
  (await call('POST', `${parent}?Type=file&Name=${name}`, { body })).json.data.id

const makeDirectory = async (name: string): Promise<string> =>
  (await call('POST', `?Type=directory&Name=${name}`)).json.data.id

describe('a copy', () => {
  it('has the content and a name of its own, and keeps the references as on the real stack', async () => {
    const id = await makeFile('a.txt', 'hello')
    await call('POST', `${id}/relationships/referenced_by`, {
      body: { data: { id: 'x', type: 'io.cozy.bills' } }
    })
    const names = []
    for (let time = 0; time < 3; time += 1) {
      const { data } = (await call('POST', `${id}/copy`)).json
      names.push(data.attributes.name)
      expect(data.relationships.referenced_by.data).toEqual([{ id: 'x', type: 'io.cozy.bills' }])
      expect((await call('GET', `download/${data.id}`)).text).toBe('hello')
    }
    expect(names).toEqual(['a (copy).txt', 'a (copy) (2).txt', 'a (copy) (3).txt'])
  })

  it('outlives its original', async () => {
    const id = await makeFile('gone.txt', 'kept')
    const { data } = (await call('POST', `${id}/copy?Name=kept.txt`)).json
    await call('DELETE', `trash/${id}`)
    expect((await call('GET', `download/${data.id}`)).text).toBe('kept')
  })

  it('is not made of a directory, nor in one that is not there or in the trash', async () => {
    const id = await makeFile('b.txt')
    const directory = await makeDirectory('directory')
    expect((await call('POST', `${directory}/copy`)).status).toBe(404)
    expect((await call('POST', `${id}/copy?DirID=none`)).status).toBe(404)
    await call('DELETE', directory)
    const answer = await call('POST', `${id}/copy?DirID=${directory}`)
    expect([answer.status, answer.json.errors[0].detail]).toEqual([404, 'Parent directory is in the trash'])
    expect((await call('POST', `${directory}?Type=file&Name=x`, { body: 'x' })).status).toBe(404)
  })
})

describe('references', () => {
  const path = (id: string, of = 'referenced_by'): string => `${id}/relationships/${of}`
  const bill = (id: string): { id: string; type: string } => ({ id, type: 'io.cozy.bills' })

  it('of a file are added and removed, one or several', async () => {
    const id = await makeFile('bill.txt')
    const added = await call('POST', path(id), { body: { data: [bill('1'), bill('2')] } })
    expect(added.json).toEqual({
      data: [bill('1'), bill('2')],
      meta: { rev: expect.stringMatching(/^2-/), count: 2 }
    })
    const removed = await call('DELETE', path(id), { body: { data: bill('1') } })
    expect(removed.json).toMatchObject({ data: [bill('2')], meta: { count: 1 } })
    expect((await call('GET', id)).json.data.relationships.referenced_by.data).toEqual([bill('2')])
  })

  it('are taken twice by a file, and once by a directory', async () => {
    const body = { data: [bill('1'), bill('1')] }
    const file = await call('POST', path(await makeFile('twice.txt')), { body })
    expect(file.json.meta.count).toBe(2)
    const directory = await makeDirectory('once')
    await call('POST', path(directory), { body })
    expect((await call('POST', path(directory), { body })).json).toMatchObject({
      data: [bill('1')],
      meta: { count: 1 }
    })
  })

  it('of devices are for directories alone', async () => {
    const device = { id: 'd', type: 'io.cozy.oauth.clients' }
    const directory = await makeDirectory('synchronized')
    await call('POST', path(directory, 'not_synchronized_on'), { body: { data: [device] } })
    expect((await call('GET', directory)).json.data.relationships.not_synchronized_on.data).toEqual([device])
    const id = await makeFile('device.txt')
    const answer = await call('POST', path(id, 'not_synchronized_on'), { body: { data: [device] } })
    expect(answer.status).toBe(404)
  })

  it.each(['', '{}', '{"data": 1}', '[', '{"data": [{"id": 1}]}', 'null'])('%j is none', async body => {
    const id = await makeFile(`none-${Buffer.from(body).toString('hex')}.txt`)
    expect((await call('POST', path(id), { body })).status).toBe(400)
  })
})

describe('metadata sent before their file', () => {
  it('become its own, and an id that is none is refused', async () => {
    const sent = await call('POST', 'upload/metadata', { body: { data: { attributes: { label: 'foo' } } } })
    const create = (name: string, id: string): Promise<Answer> =>
      call('POST', `${ROOT}?Type=file&Name=${name}&MetadataID=${id}`, { body: 'x' })
    expect((await create('m.txt', sent.json.data.id)).json.data.attributes.metadata).toEqual({ label: 'foo' })
    expect((await create('n.txt', 'none')).json.errors[0]).toMatchObject({
      status: '422',
      source: { parameter: 'MetadataID' }
    })
  })
})

describe('a link to a content', () => {
  it('needs no token, and no other opens it', async () => {
    const id = await makeFile('link.txt', 'linked')
    const { related } = (await call('POST', `downloads?Id=${id}`)).json.links
    expect((await test().ask('GET', related)).text).toBe('linked')
    const answer = await test().ask('GET', '/files/downloads/0123456789abcdef/link.txt')
    expect([answer.status, answer.json.errors[0].detail]).toEqual([400, 'Wrong download token'])
  })
})
