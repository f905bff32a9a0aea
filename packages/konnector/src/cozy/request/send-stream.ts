import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'

/** A request whose body is sent as it comes. */
export interface StreamRequest {
  method: string
  headers: Record<string, string>
  stream: AsyncIterable<Uint8Array>
  signal?: AbortSignal | undefined
}

const toResponse = async (answer: IncomingMessage): Promise<Response> => {
  const bytes = await buffer(answer)
  const { statusCode: status = 0, statusMessage: statusText = '', headersDistinct } = answer
  const headers = Object.entries(headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value])
  )
  return new Response(bytes.length > 0 ? bytes : null, { status, statusText, headers })
}

/**
 * As fetch, for a body that is a stream: by the modules http and https, which take less memory for a large file. A
 * redirection is an answer as any other: the content could not be sent a second time.
 *
 * @throws TypeError as that of fetch: what has happened is its `cause`
 */
export const sendStream = async (
  url: URL,
  { stream, method, headers, signal }: StreamRequest
): Promise<Response> => {
  const { request } = url.protocol === 'https:' ? await import('node:https') : await import('node:http')
  const sent = request(url, { method, headers, ...(signal && { signal }) })
  // What the stream throws comes as the error of the request, which is listened to below, until there is an answer.
  sent.on('error', () => undefined)
  pipeline(stream, sent).catch(() => undefined)
  try {
    const [answer] = (await once(sent, 'response')) as [IncomingMessage]
    return await toResponse(answer)
  } catch (error) {
    throw new TypeError('fetch failed', { cause: error })
  } finally {
    // A refusal may come before all is sent: nobody reads the rest.
    if (!sent.writableFinished) sent.destroy()
  }
}
