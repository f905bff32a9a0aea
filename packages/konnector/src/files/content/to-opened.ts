import { PassThrough, Readable } from 'node:stream'
import { notFetched, readHead, type Opened } from './opened.js'

/** Of a stream of the library `request`, which is a promise too, and of older streams. */
interface LegacyStream {
  pipe(to: NodeJS.WritableStream): unknown
  on(event: string, listener: (value: never) => void): unknown
  then?: (done: undefined, failed: () => void) => unknown
}

type Answer = {
  status?: number
  statusCode?: number
  headers?: Record<string, unknown>
  body?: unknown
  stream?: () => unknown
}

const isAsyncIterable = (value: object): value is AsyncIterable<unknown> => Symbol.asyncIterator in value

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

const fromBytes = (value: Uint8Array | string): Opened => {
  const bytes = typeof value === 'string' ? Buffer.from(value) : value
  return { bytes: once(bytes), size: bytes.byteLength }
}

/** Its answer is awaited: only that tells an error page from a file. */
const fromRequestStream = (stream: LegacyStream): Promise<Opened> =>
  new Promise((resolve, reject) => {
    const bytes = new PassThrough()
    stream.on('response', ({ statusCode, headers }: Answer) => {
      try {
        resolve({ ...readHead(statusCode, headers), bytes })
      } catch (error) {
        bytes.destroy()
        reject(error instanceof Error ? error : notFetched(String(error), error))
      }
    })
    stream.on('error', (error: Error) => {
      bytes.destroy(error)
      reject(notFetched(error.message, error))
    })
    // It rejects as well, what the event of the error has told already.
    stream.then?.(undefined, () => undefined)
    stream.pipe(bytes)
  })

const fromOldStream = (stream: LegacyStream): Opened => {
  const bytes = new PassThrough()
  stream.on('error', (error: Error) => bytes.destroy(error))
  stream.pipe(bytes)
  return { bytes }
}

const isStream = (value: unknown): value is LegacyStream =>
  typeof (value as LegacyStream | undefined)?.pipe === 'function'

const fromStream = (stream: LegacyStream): Opened | Promise<Opened> => {
  if (typeof stream.then === 'function') return fromRequestStream(stream)
  if (!isAsyncIterable(stream)) return fromOldStream(stream)
  const { statusCode, headers } = stream as Answer
  return { ...readHead(statusCode, headers), bytes: stream }
}

const fromAnswer = async (answer: Answer): Promise<Opened> => {
  const head = readHead(answer.status ?? answer.statusCode, answer.headers)
  const body = typeof answer.stream === 'function' ? await answer.stream() : answer.body
  const { bytes, size } = await toOpened(body)
  // Undefined does not hide what the other one says.
  return { bytes, type: head.type, size: head.size ?? size }
}

/**
 * The bytes of anything that konnectors hand over for a file: streams of Node, of the web and of `request`, bytes,
 * texts, answers of fetch, of `http` and of `request`, promises of them.
 *
 * @throws KonnectorError `FILE_DOWNLOAD_FAILED` where it holds no bytes, or an answer of 400 and more
 */
export const toOpened = async (value: unknown): Promise<Opened> => {
  if (typeof value === 'string' || value instanceof Uint8Array) return fromBytes(value)
  if (value instanceof ArrayBuffer) return fromBytes(new Uint8Array(value))
  if (value instanceof Blob) return { bytes: Readable.fromWeb(value.stream() as never), size: value.size }
  if (isStream(value)) return fromStream(value)
  if (value instanceof ReadableStream) return { bytes: Readable.fromWeb(value as never) }
  if (typeof value !== 'object' || value === null)
    throw notFetched(`there is ${String(value)} in place of it`)
  if (isAsyncIterable(value)) return { bytes: value }
  // eslint-disable-next-line @typescript-eslint/await-thenable -- whether it is one was just looked at
  if ('then' in value) return toOpened(await value)
  if ('body' in value || 'stream' in value) return fromAnswer(value as Answer)
  throw notFetched('what was given for it is no stream, no bytes and no answer')
}
