import type { FileBytes, FileContent } from '../api.js'

/** The body of one try: at hand, or what can be read only once and is sent as it comes. */
export type Body = { body: NonNullable<RequestInit['body']> } | { stream: AsyncIterable<Uint8Array> }

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
 * @param onBroken told what the source of a stream threw, which comes back behind another error
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
  return { stream: chunks(bytes as AsyncIterable<unknown>) }
}
