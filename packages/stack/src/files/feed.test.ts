import { describe, expect, it } from '@jest/globals'
import { useFiles } from './testing/use-files.js'
import type { Answer } from '../testing/test-stack.js'

const { test, call } = useFiles()

const make = async (name: string, parent = ''): Promise<string> =>
  (await call('POST', `${parent}?Type=file&Name=${name}`, { body: name })).json.data.id as string

const nameOf = ({ doc }: { doc: { name?: string } }): string | undefined => doc.name

describe('the changes of files', () => {
  const changes = (query = ''): Promise<Answer> => call('GET', `_changes?${query}`)

  it('are what has happened since, with documents and their paths where they are asked for', async () => {
    const { last_seq: since } = (await changes()).json
    const { id: directory } = (await call('POST', '?Type=directory&Name=feed')).json.data
    const id = await make('a', directory as string)
    const bare = (await changes(`since=${since as string}`)).json
    expect(bare.results.map(({ id: changed, doc }: { id: string; doc: unknown }) => [changed, doc])).toEqual([
      [directory, null],
      [id, null]
    ])
    const full = (await changes(`since=${since as string}&include_docs=true&include_file_path=true`)).json
    expect(full.results[1].doc).toMatchObject({ _id: id, name: 'a', path: '/feed/a' })
    const some = (await changes(`since=${since as string}&include_docs=true&fields=name&include_file_path`))
      .json
    expect(some.results[1].doc).toEqual({ name: 'a', type: 'file', dir_id: directory, path: '/feed/a' })
    expect((await changes(`since=${since as string}&limit=1`)).json).toMatchObject({ pending: 1 })
    expect(full.pending).toBe(0)
  })

  it('leave out what is deleted or trashed where they are asked to, and design documents always', async () => {
    const { last_seq: since } = (await changes()).json
    const [gone, trashed, there] = [await make('gone'), await make('trashed'), await make('there')]
    await call('DELETE', `trash/${gone}`)
    await call('DELETE', trashed)
    const from = `since=${since as string}&include_docs=true`
    expect((await changes(from)).json.results.map(({ id }: { id: string }) => id).sort()).toEqual(
      [gone, trashed, there].sort()
    )
    expect((await changes(`${from}&skip_deleted=true`)).json.results.map(nameOf).sort()).toEqual([
      'there',
      'trashed'
    ])
    expect((await changes(`${from}&skip_deleted=true&skip_trashed=true`)).json.results.map(nameOf)).toEqual([
      'there'
    ])
    expect((await changes()).text).not.toContain('_design')
  })

  it.each([
    ['feed=continuous', "Unsupported query parameter 'feed'"],
    ['limit=x', `Invalid limit value 'x': strconv.Atoi: parsing "x": invalid syntax`],
    ['skip_trashed=true', 'Invalid options: include_docs should be set to true'],
    ['include_file_path=true', 'Invalid options: include_docs should be set to true']
  ])('are refused with %s', async (query, detail) => {
    const answer = await changes(query)
    expect([answer.status, answer.json.errors[0].detail]).toEqual([400, detail])
  })

  it('are for those alone who may read all files', async () => {
    const token = await test().cli('io.cozy.files:GET:x')
    expect((await call('GET', '_changes', { token })).status).toBe(403)
    expect((await call('POST', '_all_docs', { token, body: { keys: [] } })).status).toBe(403)
  })
})

describe('several files by their ids', () => {
  it('are given in that order, with paths; those that are not there and the trash are left out', async () => {
    const [one, two] = [await make('one'), await make('two')]
    const keys = [two, 'none', 'io.cozy.files.trash-dir', one, 'io.cozy.files.root-dir']
    const { json } = await call('POST', '_all_docs', { body: { keys } })
    expect(json.data.map(({ id }: { id: string }) => id)).toEqual([two, one, 'io.cozy.files.root-dir'])
    expect(json.data.map((data: { attributes: { path: string } }) => data.attributes.path)).toEqual([
      '/two',
      '/one',
      '/'
    ])
    expect(json.meta.count).toBe(3)
  })

  it('are all where no ids are given, and a body that is none is refused', async () => {
    const { json } = await call('POST', '_all_docs', { body: {} })
    expect(json.data.map(({ id }: { id: string }) => id)).toContain('io.cozy.files.root-dir')
    expect((await call('POST', '_all_docs', { body: '[' })).status).toBe(400)
    expect((await call('POST', '_all_docs', { body: { keys: [1] } })).status).toBe(400)
  })
})

describe('a file', () => {
  const metadata = (attributes: unknown): unknown => ({
    data: { type: 'io.cozy.files.metadata', attributes }
  })

  it('gets other metadata and tags, and keeps its content without a version more', async () => {
    const id = await make('renewed')
    const answer = await call('POST', `${id}/versions?Tags=a,b`, {
      body: metadata({ label: 'x', carbonCopy: true })
    })
    expect(answer.status).toBe(200)
    expect(answer.json.data.attributes).toMatchObject({
      metadata: { label: 'x' },
      tags: ['a', 'b'],
      size: '7'
    })
    expect(answer.text).not.toContain('carbonCopy')
    expect(answer.json.included).toBeUndefined()
    expect((await call('GET', `download/${id}`)).text).toBe('renewed')
    expect((await call('POST', 'io.cozy.files.root-dir/versions', { body: metadata({}) })).status).toBe(400)
  })

  it('is certified by those alone who may', async () => {
    const sent = encodeURIComponent(JSON.stringify({ carbonCopy: true, label: 'x' }))
    const plain = await call('POST', `?Type=file&Name=plain&Metadata=${sent}`, { body: 'x' })
    expect(plain.json.data.attributes.metadata).toEqual({ label: 'x' })
    const token = await test().cli('io.cozy.files io.cozy.certified.carbon_copy')
    const certified = await call('POST', `?Type=file&Name=certified&Metadata=${sent}`, { token, body: 'x' })
    expect(certified.json.data.attributes.metadata).toEqual({ carbonCopy: true, label: 'x' })
    const { id } = certified.json.data as { id: string }
    const renewed = await call('POST', `${id}/versions`, { body: metadata({ qualification: 'y' }) })
    expect(renewed.json.data.attributes.metadata).toEqual({ carbonCopy: true, qualification: 'y' })
  })

  it('says who overwrote it, and for which account', async () => {
    const id = await make('bill')
    const { json } = await call('PUT', `${id}?SourceAccount=acc&SourceAccountIdentifier=me`, { body: 'x' })
    expect(json.data.attributes.cozyMetadata).toMatchObject({
      sourceAccount: 'acc',
      sourceAccountIdentifier: 'me'
    })
    const other = (await call('PUT', `${id}?SourceAccount=other`, { body: 'y' })).json.data.attributes
    expect(other.cozyMetadata.sourceAccount).toBe('acc')
  })

  it.each(['x', 'XUFAKrxLKna5cZ2REBfFkg', '!UFAKrxLKna5cZ2REBfFkg=='])(
    'is refused with the checksum %j',
    async sum => {
      const answer = await call('POST', '?Type=file&Name=bad', { body: 'x', headers: { 'content-md5': sum } })
      expect([answer.status, answer.json.errors[0].detail]).toEqual([422, 'Given Content-MD5 is invalid'])
    }
  )

  it('has the date of the request, unless its own are given', async () => {
    const headers = { date: 'Mon, 19 Sep 2016 12:38:04 GMT' }
    const { attributes } = (await call('POST', '?Type=file&Name=dated', { body: 'x', headers })).json.data
    expect([attributes.created_at, attributes.updated_at]).toEqual([
      '2016-09-19T12:38:04Z',
      '2016-09-19T12:38:04Z'
    ])
    const query = 'CreatedAt=2015-01-02T03:04:05Z'
    const other = (await call('POST', `?Type=file&Name=dated2&${query}`, { body: 'x', headers })).json.data
      .attributes
    expect([other.created_at, other.updated_at]).toEqual(['2015-01-02T03:04:05Z', '2016-09-19T12:38:04Z'])
  })
})

describe('the directory of shared drives', () => {
  it('is made once', async () => {
    const first = await call('POST', 'shared-drives')
    expect([first.status, first.json.data.id, first.json.data.attributes.path]).toEqual([
      200,
      'io.cozy.files.shared-drives-dir',
      '/Drives'
    ])
    expect((await call('POST', 'shared-drives')).json.data.meta.rev).toBe(first.json.data.meta.rev)
  })
})
