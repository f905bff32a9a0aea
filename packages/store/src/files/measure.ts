import { createHash } from 'node:crypto'
import type { ContentInfo } from '../api.js'

/** Counts and digests bytes as they pass. */
export class Measure {
  readonly #md5 = createHash('md5')
  #size = 0

  add(chunk: Uint8Array): void {
    this.#md5.update(chunk)
    this.#size += chunk.length
  }

  /** Asked once, at the end. */
  result(): ContentInfo {
    return { size: this.#size, md5sum: this.#md5.digest('base64') }
  }
}

/** The bytes of a content, however it is given. To be called before anything is waited for. */
export function chunksOf(content: NodeJS.ReadableStream | Uint8Array): AsyncGenerator<Uint8Array> {
  // A stream that breaks before it is read would end the process; reading it says what was wrong all the same.
  if (!(content instanceof Uint8Array)) content.on('error', () => {})
  return readChunks(content)
}

async function* readChunks(content: NodeJS.ReadableStream | Uint8Array): AsyncGenerator<Uint8Array> {
  if (content instanceof Uint8Array) yield content
  else for await (const chunk of content) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk
}
