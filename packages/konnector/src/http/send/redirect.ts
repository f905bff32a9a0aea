import { withoutHeaders } from '../headers.js'
import type { PreparedRequest } from './prepared-request.js'

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])
const OF_A_BODY = [
  'content-type',
  'content-length',
  'content-encoding',
  'content-language',
  'content-location'
]
const OF_ONE_SITE = ['authorization', 'proxy-authorization', 'cookie', 'host']

/** Whether a status leads elsewhere, given that there is a `Location`. */
export const isRedirect = (status: number): boolean => REDIRECTS.has(status)

const becomesGet = (status: number, method: string): boolean =>
  status === 303
    ? method !== 'GET' && method !== 'HEAD'
    : (status === 301 || status === 302) && method === 'POST'

/**
 * The request that a redirect leads to, by the rules of the fetch standard: 303 makes a GET, 301 and 302 make one of a
 * POST, 307 and 308 repeat what was sent. Credentials do not go along to another site.
 *
 * @throws TypeError for a `Location` that is no address of a site, or where a stream would have to be sent again
 */
export const followRedirect = (
  request: PreparedRequest,
  status: number,
  location: string
): PreparedRequest => {
  const url = new URL(location, request.url)
  if (!/^https?:$/.test(url.protocol)) throw new TypeError(`the site leads to a ${url.protocol} address`)
  url.username = ''
  url.password = ''
  if (url.hash === '') url.hash = request.url.hash
  const headers =
    url.origin === request.url.origin ? request.headers : withoutHeaders(request.headers, OF_ONE_SITE)
  if (becomesGet(status, request.method)) {
    return { method: 'GET', url, headers: withoutHeaders(headers, OF_A_BODY) }
  }
  if (request.body?.once) throw new TypeError('the site wants the body once more, and a stream has been read')
  return { ...request, url, headers }
}
