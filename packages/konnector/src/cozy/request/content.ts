import type { FileBytes, FileContent } from '../api.js'

/** The body of one try. */
export interface Body {
  body: NonNullable<RequestInit['body']>
  /** Set for what can be read only once, and is sent as it comes. */
  duplex?: 'half'
  /** As {@link window}. */
  redirect?: 'error'
  /** With {@link redirect}: fetch then sends the stream itself. Otherwise it sends a copy and keeps all of the content. */
  window?: null
}

/** Whether the same content can be sent a second time. */
export const isRepeatable = (content: FileContent | undefined): boolean =>
  content === undefined ||
  typeof content === 'function' ||
  typeof content === 'string' ||
  content instanceof Uint8Array

const toBytes = (chunk: unknown): Uint8Array =>
  chunk instanceof Uint8Array ? chunk : Buffer.from(String(chunk))

/**
 * The body of a request; a stream is asked for its next piece only when the socket has taken the last one.
 *
 * @param onBroken told what the source of a stream threw, which fetch hides behind an error of its own
 */
export const toBody = async (content: FileContent, onBroken: (error: unknown) => void): Promise<Body> => {
  const bytes: FileBytes = typeof content === 'function' ? await content() : content
  if (typeof bytes === 'string') return { body: bytes }
  if (bytes instanceof Uint8Array) return { body: bytes as Uint8Array<ArrayBuffer> }
  async function* chunks(source: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of source) yield toBytes(chunk)
    } catch (error) {
      onBroken(error)
      throw error
    }
  }
  // Node's fetch takes any async iterable for a body, which the types of fetch don't say.
  const body = chunks(bytes as AsyncIterable<unknown>) as unknown as Body['body']
  return { body, duplex: 'half', redirect: 'error', window: null }
}
