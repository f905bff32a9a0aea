import type { Exchange } from '../http/send/exchange.js'

/** An address as Node's `url.parse` splits it. */
export interface LegacyUri {
  protocol: string
  slashes: true
  auth: null
  host: string
  hostname: string
  port: string | null
  hash: string | null
  search: string | null
  query: string | null
  pathname: string
  path: string
  href: string
}

/** An answer, under the names of the package `request`. */
export interface FullResponse {
  statusCode: number
  statusMessage: string
  /** Names in lower case; `set-cookie` is a list. */
  headers: Record<string, string | string[]>
  rawHeaders: string[]
  httpVersion: string
  body: unknown
  caseless: { get(name: string): string | string[] | undefined; has(name: string): string | false }
  request: {
    uri: LegacyUri
    href: string
    host: string
    path: string
    method: string
    headers: Record<string, string>
  }
  /** Milliseconds, with the option `time`. */
  elapsedTime?: number
}

/** See {@link LegacyUri}. */
export const legacyUri = (url: URL): LegacyUri => ({
  protocol: url.protocol,
  slashes: true,
  auth: null,
  host: url.host,
  hostname: url.hostname,
  port: url.port || null,
  hash: url.hash || null,
  search: url.search || null,
  query: url.search === '' ? null : url.search.slice(1),
  pathname: url.pathname,
  path: url.pathname + url.search,
  href: url.href
})

/** Headers as Node has them. */
export const plainHeaders = (headers: Headers): FullResponse['headers'] => {
  const cookies = headers.getSetCookie()
  return { ...Object.fromEntries(headers), ...(cookies.length > 0 ? { 'set-cookie': cookies } : {}) }
}

/** An answer whose body is still to come. */
export const fullResponse = ({ request, response }: Pick<Exchange, 'request' | 'response'>): FullResponse => {
  const headers = plainHeaders(response.headers)
  const { method, url } = request
  return {
    statusCode: response.status,
    statusMessage: response.statusText,
    headers,
    rawHeaders: [...response.headers].flat(),
    httpVersion: '1.1',
    body: undefined,
    caseless: {
      get: name => headers[name.toLowerCase()],
      has: name => (Object.hasOwn(headers, name.toLowerCase()) ? name.toLowerCase() : false)
    },
    request: {
      uri: legacyUri(url),
      href: url.href,
      host: url.hostname,
      path: url.pathname + url.search,
      method,
      headers: request.headers
    }
  }
}
