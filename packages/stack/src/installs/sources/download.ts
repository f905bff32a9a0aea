import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { INSTALL_ERRORS } from '../errors.js'

/** As long as the real stack waits for an archive, its content included. */
export const DOWNLOAD_TIME_LIMIT = 60_000

/** `fetch` takes no address that holds a user: it travels as a header, and in no message. */
const requestOf = (url: URL): { url: URL; headers: Record<string, string> } => {
  const bare = new URL(url)
  bare.username = bare.password = bare.hash = ''
  if (url.username === '') return { url: bare, headers: {} }
  const login = [url.username, url.password].map(decodeURIComponent).join(':')
  return { url: bare, headers: { authorization: `Basic ${Buffer.from(login).toString('base64')}` } }
}

/** Why a connection came to nothing, in words for the log. */
const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'it is not reachable'
  if (error.name === 'TimeoutError') return 'it did not answer in time'
  const { code } = (error.cause ?? {}) as NodeJS.ErrnoException
  if (code === 'ECONNREFUSED') return 'nothing listens there'
  if (code === 'ENOTFOUND') return 'nobody knows that host'
  return code ? `it is not reachable (${code})` : 'it is not reachable'
}

/** Answers why, for what is not there, or not reachable in time. */
const ask = async (url: URL, signal: AbortSignal): Promise<Response | string> => {
  try {
    const { url: bare, headers } = requestOf(url)
    const response = await fetch(bare, { headers, signal })
    if (response.status === 200) return response
    await response.body?.cancel()
    return `it answered ${response.status}`
  } catch (error) {
    return reasonOf(error)
  }
}

export interface DownloadOptions {
  signal: AbortSignal
  /** Bytes. */
  limit: number
  /** What is thrown where there is nothing. `why` is for the log alone: the answer stays the real stack's. */
  absent: (why: string) => Error
}

/**
 * Writes what an address answers to a file and returns its sha256 in hex. Nothing of it is held in memory. Throws where
 * it is not there, too large, or cut off.
 */
export const download = async (
  url: URL,
  file: string,
  { signal, limit, absent }: DownloadOptions
): Promise<string> => {
  const response = await ask(url, signal)
  if (typeof response === 'string') throw absent(response)
  if (!response.body) throw absent('its answer is empty')
  if (Number(response.headers.get('content-length') ?? 0) > limit) {
    await response.body.cancel()
    throw INSTALL_ERRORS.tooLarge()
  }
  const hash = createHash('sha256')
  let size = 0
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      hash.update(chunk)
      done(size > limit ? INSTALL_ERRORS.tooLarge() : null, chunk)
    }
  })
  try {
    const body = Readable.fromWeb(response.body)
    await pipeline(body, measure, createWriteStream(file), { signal })
  } catch (error) {
    throw size > limit ? error : absent('it was cut off on the way')
  }
  return hash.digest('hex')
}
