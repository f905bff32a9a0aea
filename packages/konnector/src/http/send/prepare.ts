import type { HttpOptions, HttpRequest } from '../api.js'
import { headerOf, mergeHeaders } from '../headers.js'
import { addressOf } from '../query.js'
import { DEFAULT_USER_AGENT } from '../user-agent.js'
import { encodeBody } from './encode-body.js'
import type { PreparedRequest } from './prepared-request.js'

/** User and password in an address become a header: fetch refuses such addresses, and messages would show them. */
const takeCredentials = (url: URL): Record<string, string> => {
  if (url.username === '' && url.password === '') return {}
  const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`
  url.username = ''
  url.password = ''
  return { Authorization: `Basic ${Buffer.from(pair).toString('base64')}` }
}

/**
 * A request with all that its client adds to it.
 *
 * @throws TypeError for an address that is none, or a body where the method takes none
 */
export const prepareRequest = async (
  url: string | URL,
  request: HttpRequest,
  client: Pick<HttpOptions, 'baseUrl' | 'headers' | 'userAgent'>
): Promise<PreparedRequest> => {
  const method = (request.method ?? 'GET').toUpperCase()
  const address = addressOf(url, client.baseUrl, request.query)
  if (!/^https?:$/.test(address.protocol))
    throw new TypeError(`${address.protocol} is not an address of a site`)
  const agent = { 'User-Agent': client.userAgent ?? DEFAULT_USER_AGENT }
  const encoded = await encodeBody(request)
  if (encoded && (method === 'GET' || method === 'HEAD')) throw new TypeError(`a ${method} has no body`)
  const headers = mergeHeaders(agent, takeCredentials(address), client.headers, request.headers)
  if (!encoded) return { method, url: address, headers }
  const typed = encoded.type !== undefined && headerOf(headers, 'content-type') === undefined
  return {
    method,
    url: address,
    headers: typed ? { ...headers, 'Content-Type': encoded.type ?? '' } : headers,
    body: encoded.body
  }
}
