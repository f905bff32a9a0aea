import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { get as httpGet, type IncomingMessage } from 'node:http'
import { PassThrough, Readable, Stream } from 'node:stream'
import { text } from 'node:stream/consumers'
import { createHttp } from '../../http/create-http.js'
import { startProvider, type Provider } from '../../testing/provider-server.js'
import { toOpened } from './to-opened.js'

let site: Provider
beforeAll(async () => {
  site = await startProvider({
    'GET /file': { headers: { 'content-type': 'application/pdf; x=1', 'content-length': '4' }, body: 'data' },
    'GET /download': { headers: { 'content-type': 'application/force-download' }, body: 'data' },
    'GET /none': { status: 404, body: 'no' }
  })
})
afterAll(() => site.close())

const incoming = (path: string): Promise<IncomingMessage> =>
  new Promise(resolve => httpGet(site.url + path, resolve))

/** As the library `request` with promises: a stream that asks at once, and a promise of the body. */
const requestLike = (path: string) => {
  const stream = new PassThrough()
  httpGet(site.url + path, answer => {
    stream.emit('response', answer)
    answer.pipe(stream)
  })
  const then = (_done: unknown, failed?: (error: Error) => void): void => failed?.(new Error('no'))
  return Object.assign(stream, { then })
}

/** As streams were before they could be iterated. */
const oldStream = (): Stream => {
  const stream = Object.assign(new Stream(), { readable: true })
  setImmediate(() => {
    stream.emit('data', Buffer.from('data'))
    stream.emit('end')
  })
  return stream
}

const read = async (value: unknown): Promise<unknown> => {
  const { bytes, type, size } = await toOpened(value)
  return { content: await text(bytes as Readable), type, size }
}

describe('what konnectors hand over for a file', () => {
  it.each<[string, () => unknown]>([
    ['a text', () => 'data'],
    ['bytes', () => Buffer.from('data')],
    ['an array buffer', () => new TextEncoder().encode('data').buffer],
    ['a blob', () => new Blob(['data'])],
    ['a stream of Node', () => Readable.from([Buffer.from('data')])],
    ['a stream of the web', () => new Blob(['data']).stream()],
    ['an older stream', oldStream],
    ['a promise of bytes', () => Promise.resolve(Buffer.from('data'))],
    ['a body of request', () => ({ statusCode: 200, headers: {}, body: Buffer.from('data') })],
    ['an answer of fetch', () => fetch(`${site.url}/file`)],
    ['an answer of http', () => createHttp().get(`${site.url}/file`)],
    ['an answer of node:http', () => incoming('/file')],
    ['a stream of request', () => requestLike('/file')]
  ])('may be %s', async (_name, value) => {
    expect(await read(value())).toMatchObject({ content: 'data' })
  })

  it('says its type and length where an answer says them', async () => {
    expect(await read(fetch(`${site.url}/file`))).toMatchObject({ type: 'application/pdf', size: 4 })
    expect(await read(requestLike('/file'))).toMatchObject({ type: 'application/pdf', size: 4 })
    expect(await read(incoming('/download'))).toMatchObject({ type: undefined })
  })

  it.each<[string, () => unknown]>([
    ['fetch', () => fetch(`${site.url}/none`)],
    ['node:http', () => incoming('/none')],
    ['request', () => requestLike('/none')],
    ['nothing', () => undefined],
    ['a number', () => 4],
    ['an object', () => ({ some: 'thing' })]
  ])('is refused: an error page of, or %s', async (_name, value) => {
    await expect(toOpened(value())).rejects.toThrow('FILE_DOWNLOAD_FAILED')
  })
})
