import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { posix, win32 } from 'node:path'
import { request as httpRequest } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { fromBuffer } from 'yauzl'
import { safeName } from './archive.js'
import { useFiles } from './testing/use-files.js'

const { test, call } = useFiles()

const archive = (attributes: unknown): unknown => ({ data: { attributes } })

/** What is in a zip: the text of each entry by its name, as it is written there. */
const unzip = (zip: Buffer): Promise<Record<string, string>> =>
  new Promise((resolve, reject) => {
    fromBuffer(zip, { lazyEntries: true, strictFileNames: true }, (error, file) => {
      if (error) return reject(error)
      const entries: Record<string, string> = {}
      file.on('error', reject)
      file.on('end', () => resolve(entries))
      file.on('entry', entry => {
        file.openReadStream(entry, (refusal, stream) => {
          if (refusal) return reject(refusal)
          buffer(stream).then(content => {
            entries[entry.fileName] = content.toString()
            file.readEntry()
          }, reject)
        })
      })
      file.readEntry()
    })
  })

/** The bytes of an answer. */
const bytes = (
  path: string,
  options: { method?: string; token?: string; body?: unknown } = {}
): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const { stack } = test()
    const port = stack.domain.split(':')[1]
    const sent = httpRequest(
      {
        host: '127.0.0.1',
        port,
        path,
        method: options.method ?? 'GET',
        headers: {
          host: stack.domain,
          accept: 'application/zip',
          ...(options.token && { authorization: `Bearer ${options.token}` })
        }
      },
      answer => void buffer(answer).then(resolve, reject)
    )
    sent.on('error', reject)
    sent.end(options.body === undefined ? undefined : JSON.stringify(options.body))
  })

const makeTree = async (name: string): Promise<string> => {
  const { id } = (await call('POST', `?Type=directory&Name=${name}`)).json.data
  await call('POST', `${id}?Type=directory&Name=empty`)
  const below = (await call('POST', `${id}?Type=directory&Name=below`)).json.data.id
  await call('POST', `${id}?Type=file&Name=a.txt`, { body: 'a' })
  await call('POST', `${below}?Type=file&Name=${encodeURIComponent('é €.txt')}`, {
    body: 'x'.repeat(100_000)
  })
  return id as string
}

describe('an archive', () => {
  it('is had by a link, without a token, with directories and all below them', async () => {
    const id = await makeTree('tree')
    const made = await call('POST', 'archive', {
      body: archive({ name: 'project', ids: [id], files: ['/tree/a.txt'] })
    })
    expect([made.status, made.json.data.type, made.json.data.attributes]).toEqual([
      200,
      'io.cozy.files.archives',
      { name: 'project', ids: [id], files: ['/tree/a.txt'], pages: null }
    ])
    const { related } = made.json.links
    expect(made.json.data.links).toEqual({ self: `/files/archive/${made.json.data.id}` })
    expect(related).toBe(`/files/archive/${made.json.data.id}/project.zip`)
    const { headers } = await test().ask('GET', related)
    expect([headers['content-type'], headers['content-disposition']]).toEqual([
      'application/zip',
      'attachment; filename="project.zip"'
    ])
    expect(await unzip(await bytes(related))).toEqual({
      'project/tree/': '',
      'project/tree/a.txt': 'a',
      'project/tree/below/': '',
      'project/tree/below/é €.txt': 'x'.repeat(100_000),
      'project/tree/empty/': '',
      'project/a.txt': 'a'
    })
  })

  it('comes at once to who accepts a zip', async () => {
    const token = await test().cli('io.cozy.files')
    await call('POST', '?Type=file&Name=once.txt', { body: 'once' })
    const body = archive({ files: ['/once.txt'] })
    expect(await unzip(await bytes('/files/archive', { method: 'POST', token, body }))).toEqual({
      'archive/once.txt': 'once'
    })
  })

  it.each([
    [{}, 400, "Can't create an archive with no files"],
    [{ ids: [], name: 'a' }, 400, "Can't create an archive with no files"],
    [{ ids: ['x'], name: 'a/b' }, 400, "The archive filename can't contain a /"]
  ])('of %j is refused', async (attributes, status, words) => {
    const answer = await call('POST', 'archive', { body: archive(attributes) })
    expect([answer.status, answer.json]).toEqual([status, words])
  })

  it('is refused with what is not there, what may not be read, and a body that is none', async () => {
    await call('POST', '?Type=file&Name=mine.txt', { body: 'mine' })
    const body = archive({ files: ['/mine.txt'] })
    expect((await call('POST', 'archive', { body: archive({ files: ['/mine.txt', '/no'] }) })).status).toBe(
      404
    )
    expect((await call('POST', 'archive', { body, token: await test().cli('io.cozy.todos') })).status).toBe(
      403
    )
    expect((await call('POST', 'archive', { body: archive({ ids: 'x' }) })).status).toBe(400)
    expect((await test().ask('GET', '/files/archive/0123456789abcdef/a.zip')).status).toBe(400)
  })

  it('has names that stay in the folder, whatever the files are called', async () => {
    const { id } = (await call('POST', '?Type=directory&Name=odd')).json.data
    for (const name of ['..\\..\\evil', 'C:', 'C:\\evil', '\u202egpj', 'a\tb']) {
      const made = await call('POST', `${id}?Type=file&Name=${encodeURIComponent(name)}`, { body: 'x' })
      expect(made.status).toBe(201)
    }
    const token = await test().cli('io.cozy.files')
    const body = archive({ ids: [id], name: '..' })
    const names = Object.keys(await unzip(await bytes('/files/archive', { method: 'POST', token, body })))
    expect(names.sort()).toEqual(
      ['_/odd/', '_/odd/.._.._evil', '_/odd/C_', '_/odd/C__evil', '_/odd/a\tb', '_/odd/\u202egpj'].sort()
    )
  })
})

describe('a name in an archive', () => {
  it('never leads out of the folder, on no system', () => {
    const odd = fc.stringMatching(/^[.\\/:A-Ca-c\0 ]{0,12}$/)
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), odd), name => {
        const safe = safeName(name)
        for (const system of [posix, win32]) {
          const folder = system.resolve('/unpacked') + system.sep
          const path = system.resolve(folder, safe)
          expect(path.startsWith(folder) && !path.slice(folder.length).includes(system.sep)).toBe(true)
        }
      }),
      { numRuns: 2000 }
    )
  })
})
