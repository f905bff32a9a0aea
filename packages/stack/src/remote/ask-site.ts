import { request as askHttp, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http'
import { request as askHttps } from 'node:https'
import { REMOTE_ERRORS } from './errors.js'
import type { FilledRequest } from './fill-request.js'

/** Milliseconds for the whole of an answer, as on the real stack. */
const TIME_LIMIT = 20_000

/** As many as Go's client follows. */
const MOST_REDIRECTS = 10

const REDIRECTS = new Set([301, 302, 303, 307, 308])

const once = (
  url: URL,
  method: string,
  headers: OutgoingHttpHeaders,
  body: string,
  signal: AbortSignal
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const ask = url.protocol === 'https:' ? askHttps : askHttp
    const sent = ask(url, { method, headers, signal, agent: false }, resolve)
    sent.on('error', reject)
    sent.end(body === '' ? undefined : body)
  })

const headersOf = (asked: FilledRequest['headers'], stranger: boolean): OutgoingHttpHeaders => {
  const found: OutgoingHttpHeaders = { 'user-agent': 'cozy-stack' }
  for (const { name, value, secret } of asked) {
    // What lets the stack in at one site is none of another's.
    if (stranger && (secret || /^(?:authorization|cookie|proxy-authorization)$/i.test(name))) continue
    found[name.toLowerCase()] = value
  }
  return found
}

/** Asks a site, and goes where it leads. Throws 502 where nobody answers. */
export const askSite = async (
  { verb, url, headers, body }: Pick<FilledRequest, 'verb' | 'url' | 'headers' | 'body'>,
  signal: AbortSignal = AbortSignal.timeout(TIME_LIMIT)
): Promise<IncomingMessage> => {
  try {
    let [target, method, content, stranger] = [url, verb as string, body, false]
    for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
      const own = headersOf(headers, stranger)
      if (method === 'POST') own['content-length'] = Buffer.byteLength(content)
      const answer = await once(target, method, own, content, signal)
      const { statusCode = 0, headers: answered } = answer
      if (!REDIRECTS.has(statusCode) || answered.location === undefined) return answer
      answer.resume()
      const next = new URL(answered.location, target)
      if (!/^https?:$/.test(next.protocol)) break
      // Once away, it stays away, also where the way leads back.
      stranger ||= next.host !== target.host
      target = next
      if (statusCode < 307 && method === 'POST') [method, content] = ['GET', '']
    }
  } catch {
    // Said below: why it failed may name what is in its address.
  }
  throw REMOTE_ERRORS.unreachable()
}
