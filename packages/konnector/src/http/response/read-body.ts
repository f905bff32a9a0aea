import type { HttpError } from '../http-error.js'
import type { Exchange } from '../send/exchange.js'

/** Bytes that the answer announces; undefined where it does not, or where what is read is not what is sent. */
const announced = ({ request, response }: Exchange): number | undefined => {
  const length = response.headers.get('content-length')
  const bodiless = request.method === 'HEAD' || response.status === 204 || response.status === 304
  if (length === null || bodiless || response.headers.has('content-encoding')) return undefined
  const bytes = Number(length)
  return Number.isSafeInteger(bytes) ? bytes : undefined
}

/**
 * The bytes of an answer, as they come and as they are asked for.
 *
 * @param failed makes the error of what was thrown, or of a length that is not the announced one
 */
export async function* readBody(
  exchange: Exchange,
  failed: (error: unknown, reason?: string) => unknown
): AsyncGenerator<Uint8Array, void, undefined> {
  const { response, deadline } = exchange
  const expected = announced(exchange)
  const reader = (response.body as ReadableStream<Uint8Array> | null)?.getReader()
  let received = 0
  let ended = false
  try {
    while (reader) {
      // Only while a chunk is awaited: whoever reads slowly is no fault of the site.
      deadline.watch()
      deadline.signal.throwIfAborted()
      const { done, value } = await reader.read()
      deadline.rest()
      if (done) break
      received += value.byteLength
      yield value
    }
    ended = true
  } catch (error) {
    ended = true
    throw failed(error)
  } finally {
    deadline.rest()
    if (!ended) await reader?.cancel()
  }
  if (expected !== undefined && received !== expected) {
    throw failed(undefined, `${String(received)} of ${String(expected)} bytes came`)
  }
}

/** All of it, up to `max` bytes. @param tooLarge makes the error of more */
export const collect = async (
  chunks: AsyncIterable<Uint8Array>,
  max: number,
  tooLarge: () => HttpError
): Promise<Buffer> => {
  const kept: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.byteLength
    if (size > max) throw tooLarge()
    kept.push(chunk)
  }
  return Buffer.concat(kept)
}
