import { Readable } from 'node:stream'
import { StoreError } from '../errors.js'

type Content = NodeJS.ReadableStream | Uint8Array

/**
 * The bytes of a content, however it is given. To be called before anything is waited for. Throws `content_too_large`
 * at the first chunk that goes past `most` bytes.
 */
export function chunksOf(content: Content, most = Infinity): AsyncGenerator<Uint8Array> {
  // A stream that breaks before it is read would end the process; reading it says what was wrong all the same.
  if (!(content instanceof Uint8Array)) content.on('error', () => {})
  return readChunks(content, most)
}

async function* readChunks(content: Content, most: number): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const chunk of partsOf(content)) {
    size += chunk.length
    if (size > most) throw new StoreError('content_too_large', `The content has more than ${most} bytes`)
    yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk
  }
}

function partsOf(content: Content): Iterable<Uint8Array> | AsyncIterable<Uint8Array | string> {
  if (content instanceof Uint8Array) return [content]
  // The stream of a request that is refused must not be destroyed: its answer goes through the same socket.
  return content instanceof Readable ? content.iterator({ destroyOnReturn: false }) : content
}
