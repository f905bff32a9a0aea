import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { Readable } from 'node:stream'
import type { CozyFile } from '../cozy/api.js'
import { startProviderContext, type ProviderContext } from '../testing/provider-context.js'
import { pdfReply, samplePdf } from '../testing/sample-pdf.js'
import type { FilesContext } from './context.js'
import type { FileEntry } from './entry.js'
import type { SaveFilesOptions } from './options.js'
import { saveFiles } from './save-files.js'

let opened: ProviderContext
let test: ProviderContext['test']
let site: ProviderContext['site']
let context: ProviderContext['context']
let folderPath: string
let folders = 0

beforeAll(async () => {
  opened = await startProviderContext()
  ;({ test, site, context } = opened)
})
afterAll(() => opened.close())
beforeEach(() => {
  folderPath = `/Bills/${++folders}`
  site.seen.length = 0
  test.lines.length = 0
})

const save = (entries: FileEntry[], options: SaveFilesOptions = {}) =>
  saveFiles(context, entries, { folderPath }, { retryInterval: 1, ...options })
const messages = (): unknown[] => test.lines.map(({ message }) => message)
const saved = async (path = folderPath): Promise<CozyFile[]> => {
  const folder = await context.stack.files.lookupByPath(path)
  return folder ? context.stack.files.list(folder._id) : []
}
const names = async (path?: string): Promise<string[]> => (await saved(path)).map(({ name }) => name).sort()
const contentOf = async ({ _id }: CozyFile): Promise<string> =>
  new Response(await context.stack.files.download(_id)).text()
const bill = (ref: string, more: FileEntry = {}): FileEntry => ({
  fileurl: `${site.url}/${ref}.pdf`,
  filename: `${ref}.pdf`,
  ref,
  ...more
})
const byRef = { fileIdAttributes: ['ref'] }

describe('a file that is not there', () => {
  it('is fetched with what it is known by', async () => {
    site.on('GET /one.pdf', pdfReply('one'))
    const fileAttributes = { metadata: { contentAuthor: 'shop' }, tags: ['paid', 'été'], executable: true }
    const [entry] = await save([bill('one', { fileAttributes })], byRef)
    const [file] = await saved()
    expect(file).toMatchObject({
      name: 'one.pdf',
      mime: 'application/pdf',
      tags: ['paid', 'été'],
      executable: true,
      metadata: { fileIdAttributes: 'one', contentAuthor: 'shop' },
      cozyMetadata: { sourceAccount: 'account-1', sourceAccountIdentifier: 'camille', createdByApp: 'sample' }
    })
    expect(entry?.fileDocument?._id).toBe(file?._id)
    expect(entry?.fileDocument?.attributes.name).toBe('one.pdf')
    expect(messages()).toContain('saveFiles created 1 files for 1 entries')
  })

  it('takes functions, and the name of the address, made fit', async () => {
    site.on('GET /two.pdf', pdfReply('two'))
    site.on('GET /three.pdf', pdfReply('three'))
    await save([
      { fileurl: () => `${site.url}/two.pdf?token=1` },
      { fileurl: '/three.pdf', filename: () => 'a:b/c\u0001?.pdf' }
    ])
    expect(await names()).toEqual(['abc.pdf', 'two.pdf'])
  })

  it('says whose its folder is', async () => {
    site.on('GET /sub.pdf', pdfReply('sub'))
    await save([bill('sub', { contract: { id: 'c-1', name: 'Line 1/2' } })], byRef)
    const folder = await context.stack.files.statByPath(`${folderPath}/Line 12`)
    expect(folder.referenced_by).toEqual(
      expect.arrayContaining([
        { type: 'io.cozy.konnectors', id: 'io.cozy.konnectors/sample' },
        { type: 'io.cozy.accounts.sourceAccountIdentifier', id: 'camille' },
        { type: 'io.cozy.accounts.contracts', id: 'c-1' }
      ])
    )
    await context.stack.files.update(folder._id, { name: 'Renamed' })
    site.on('GET /next.pdf', pdfReply('next'))
    await save([bill('next', { contract: { id: 'c-1', name: 'Line 1/2' } })], byRef)
    expect(await names(`${folderPath}/Renamed`)).toEqual(['next.pdf', 'sub.pdf'])
  })

  it('goes to the path below the folder', async () => {
    site.on('GET /deep.pdf', pdfReply('deep'))
    await save([bill('deep')], { subPath: 'a/b' })
    expect(await names(`${folderPath}/a/b`)).toEqual(['deep.pdf'])
  })
})

describe('a file that is there', () => {
  it('is asked for neither by its key nor by its path', async () => {
    site.on('GET /kept.pdf', pdfReply('kept'))
    await save([bill('kept')], byRef)
    const [file] = await saved()
    const elsewhere = await context.stack.files.mkdirp(`${folderPath}/moved`)
    await context.stack.files.update(file!._id, { dir_id: elsewhere._id, name: 'mine.pdf' })
    const [entry] = await save([bill('kept')], byRef)
    expect(entry?.fileDocument?._id).toBe(file?._id)
    expect(site.seen).toHaveLength(1)
  })

  it('is fetched anew after it was put in the trash', async () => {
    site.on('GET /gone.pdf', pdfReply('gone'))
    const [first] = await save([bill('gone')], byRef)
    await context.stack.files.trash(first!.fileDocument!._id)
    const [second] = await save([bill('gone')], byRef)
    expect(second?.fileDocument?._id).not.toBe(first?.fileDocument?._id)
  })

  it('gets a new version where the entry wants one, or has more metadata', async () => {
    site.on('GET /new.pdf', pdfReply('before'), pdfReply('after'), pdfReply('qualified'))
    const [first] = await save([bill('new')], byRef)
    await save([bill('new', { shouldReplaceFile: () => true })], byRef)
    const [file] = await saved()
    expect(file?._id).toBe(first?.fileDocument?._id)
    expect(await contentOf(file!)).toContain('after')
    const metadata = {
      qualification: { toQualification: () => ({ label: 'telecom_invoice', icon: undefined }) }
    }
    const qualified = (): FileEntry => bill('new', { fileAttributes: { metadata } })
    await save([qualified()], byRef)
    await save([qualified()], byRef)
    const [now] = await saved()
    expect(now?.metadata).toMatchObject({
      qualification: { label: 'telecom_invoice' },
      fileIdAttributes: 'new'
    })
    expect(site.seen).toHaveLength(3)
  })

  it('is renamed; a double of the older name goes to the trash', async () => {
    site.on('GET /v1.pdf', pdfReply('v1'))
    await save([bill('v1')])
    await save([bill('v1', { filename: 'v2.pdf', shouldReplaceName: 'v1.pdf' })])
    expect(await names()).toEqual(['v2.pdf'])
    await save([bill('v1')])
    await save([bill('v1', { filename: 'v2.pdf', shouldReplaceName: 'v1.pdf' })])
    expect(await names()).toEqual(['v2.pdf'])
    expect(messages()).toContain('v2.pdf already exists. Removing v1.pdf')
  })
})

describe('names that meet', () => {
  it('are two files where the keys differ, the same two in any order', async () => {
    for (const ref of ['a', 'b']) site.on(`GET /${ref}.pdf`, pdfReply(ref))
    const both = (): FileEntry[] => ['a', 'b'].map(ref => bill(ref, { filename: 'same.pdf' }))
    await save(both().reverse(), byRef)
    const first = await names()
    expect(first).toHaveLength(2)
    await save(both(), byRef)
    expect(await names()).toEqual(first)
    expect(site.seen).toHaveLength(2)
  })

  it('are one file for one entry that is there twice, however many at once', async () => {
    site.on('GET /twice.pdf', pdfReply('twice'))
    const entries = await save([bill('twice'), bill('twice'), bill('twice')], { concurrency: 3 })
    expect(await names()).toEqual(['twice.pdf'])
    expect(new Set(entries.map(entry => entry.fileDocument?._id)).size).toBe(1)
    expect(site.seen).toHaveLength(1)
  })
})

describe('a file that is bad', () => {
  it.each([
    ['empty', { headers: { 'content-type': 'application/pdf' }, body: '' }],
    ['cut', { headers: { 'content-type': 'application/pdf' }, body: samplePdf('x').subarray(0, -8) }],
    ['a page', { headers: { 'content-type': 'text/html' }, body: '<h1>Sorry</h1>' }],
    ['refused', { status: 500, body: 'no' }]
  ])('leaves nothing behind: %s', async (_name, reply) => {
    site.on('GET /bad.pdf', reply)
    const [entry] = await save([bill('bad')], { ...byRef, retry: 2 })
    expect(entry?.fileDocument).toBeUndefined()
    expect(await names()).toEqual([])
    expect(site.seen).toHaveLength(2)
    expect(messages()).toContain('SAVE_FILE_FAILED')
  })

  it('is saved when it is good the second time', async () => {
    site.on('GET /later.pdf', { body: '' }, pdfReply('later'))
    await save([bill('later')], { retry: 2 })
    expect(await names()).toEqual(['later.pdf'])
  })

  it('does not take the place of a good one', async () => {
    site.on('GET /good.pdf', pdfReply('good'), { body: '' }, pdfReply('judged'))
    await save([bill('good')], byRef)
    const again = (): FileEntry[] => [bill('good', { shouldReplaceFile: () => true })]
    await save(again(), byRef)
    expect(await contentOf((await saved())[0]!)).toContain('good')
    let calls = 0
    await save(again(), { ...byRef, validateFile: () => ++calls === 1 })
    expect(calls).toBe(2)
    expect(await contentOf((await saved())[0]!)).toContain('good')
  })

  it('is judged by its content where that is asked for', async () => {
    site.on('GET /png.pdf', {
      headers: { 'content-type': 'application/pdf' },
      body: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
    })
    site.on('GET /fine.pdf', pdfReply('fine'))
    await save([bill('png'), bill('fine')], { validateFileContent: true })
    expect(await names()).toEqual(['fine.pdf'])
    await save([bill('fine', { filename: 'own.pdf' })], { validateFileContent: () => false })
    expect(await names()).toEqual(['fine.pdf'])
  })

  it('is what its name says where the type is forced', async () => {
    site.on('GET /odd.pdf', { headers: { 'content-type': 'text/html' }, body: samplePdf('odd') })
    await save([bill('odd')], { contentType: true })
    expect((await saved())[0]).toMatchObject({ mime: 'application/pdf' })
  })

  it.each([
    ['the type is forced', 'text/html', { contentType: true }],
    ['the provider calls it a file', 'application/pdf', {}]
  ])('is no page of HTML, though %s', async (_, type, options) => {
    site.on('GET /page.pdf', {
      headers: { 'content-type': type },
      body: '\n<!DOCTYPE html><title>Sign in</title>'
    })
    await save([bill('page')], options)
    expect(await saved()).toEqual([])
    expect(messages()).toContain(
      'Failed to save page.pdf: the provider has sent a page of HTML. Look at its address, and at what the provider sends there.'
    )
  })

  it('is told to a function, or thrown once the others are saved', async () => {
    site.on('GET /gone.pdf', { status: 404 })
    site.on('GET /there.pdf', pdfReply('there'))
    const told: unknown[] = []
    await save([bill('gone')], { onFailedFile: ({ ref }, error) => told.push([ref, error.message]) })
    expect(told).toEqual([['gone', expect.stringMatching(/^[A-Z_]+$/)]])
    const list = [bill('gone'), bill('there')]
    await expect(save(list, { onFailedFile: 'throw' })).rejects.toMatchObject({
      code: 'FILE_DOWNLOAD_FAILED',
      detail: 'Failed to save gone.pdf: see the lines above. The next run tries again.'
    })
    expect(await names()).toEqual(['there.pdf'])
  })
})

describe('the end', () => {
  it('comes when the time is over, and is told', async () => {
    site.on('GET /late.pdf', pdfReply('late'))
    const entries = await save([bill('late'), bill('late')], { timeout: Date.now() - 1 })
    expect(entries).toEqual([])
    expect(messages()).toContain('saveFile timeout: still 2 / 2 to download')
  })

  it('leaves entries without a file as they are', async () => {
    expect(await save([{ label: 'nothing to fetch' }])).toEqual([{ label: 'nothing to fetch' }])
    expect(await save([{ filestream: 'text' }])).toEqual([])
    expect(await saveFiles(context, [], { folderPath })).toEqual([])
  })

  it('asks for a folder', async () => {
    const { folderPath: _none, ...without } = context as FilesContext & { folderPath?: string }
    await expect(saveFiles(without, [bill('x')], {})).rejects.toThrow('NOT_EXISTING_DIRECTORY')
  })

  it('says how many there were, as a warning where that is asked for', async () => {
    site.on('GET /said.pdf', pdfReply('said'))
    await save([bill('said')], { verboseFilesLog: true })
    expect(test.lines).toContainEqual(
      expect.objectContaining({ type: 'warning', message: 'saveFiles created 1 files for 1 entries' })
    )
  })
})

describe('where a content comes from', () => {
  it('may be a stream, or a function of the entry or the options', async () => {
    await save([
      { filestream: Readable.from([samplePdf('stream')]), filename: 'stream.pdf' },
      { fetchFile: () => Promise.resolve(samplePdf('own')), filename: 'own.pdf' }
    ])
    await save([bill('all')], { fetchFile: entry => samplePdf(String(entry['ref'])) })
    expect(await names()).toEqual(['all.pdf', 'own.pdf', 'stream.pdf'])
    expect(site.seen).toHaveLength(0)
  })

  it('is asked for by the instance given, with the options of request', async () => {
    site.on('POST /posted', pdfReply('posted'))
    const asked: object[] = []
    const requestInstance = (options: { uri: string; method: string }) => {
      asked.push(options)
      return fetch(options.uri, { method: options.method })
    }
    const requestOptions = { method: 'POST' }
    const [entry] = await save([{ ...bill('p'), fileurl: `${site.url}/posted`, requestOptions }], {
      requestInstance
    })
    expect(asked).toEqual([{ uri: `${site.url}/posted`, method: 'POST', encoding: null }])
    expect(entry).not.toHaveProperty('requestOptions')
    await save([{ filename: 'q.pdf', requestOptions: { uri: '/posted', method: 'POST', form: { a: '1' } } }])
    expect(site.seen.at(-1)?.body.toString()).toBe('a=1')
    expect(await names()).toEqual(['p.pdf', 'q.pdf'])
  })

  it('leaves nothing when it breaks off', async () => {
    site.on('GET /broken.pdf', (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/pdf', 'content-length': '1000000' })
      response.write(samplePdf('begin'), () => response.destroy())
      return undefined
    })
    site.on('GET /endless.pdf', (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/pdf' })
      response.write(Buffer.alloc(100_000), () => response.destroy())
      return undefined
    })
    const entries = await save([bill('broken'), bill('endless')])
    expect(entries.map(({ fileDocument }) => fileDocument)).toEqual([undefined, undefined])
    expect(await names()).toEqual([])
  })

  it('is given to postProcess when it is saved', async () => {
    site.on('GET /post.pdf', pdfReply('post'))
    const seen: unknown[] = []
    await save([bill('post')], { postProcess: entry => seen.push(entry.fileDocument?.name) })
    expect(seen).toEqual(['post.pdf'])
  })
})
