import { once } from 'node:events'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'

/**
 * What a route is asked.
 *
 * @typedef {object} SiteRequest
 * @property {string} method
 * @property {string} path without its query
 * @property {URLSearchParams} query
 * @property {string} body
 * @property {URLSearchParams} form the same, as a form
 * @property {Record<string, string>} cookies
 * @property {import('node:http').IncomingHttpHeaders} headers
 */

/**
 * What it answers.
 *
 * @typedef {object} SiteAnswer
 * @property {number} [status] 200 where absent
 * @property {Record<string, string | string[]>} [headers]
 * @property {string | Uint8Array} [body]
 */

/** @typedef {(request: SiteRequest, response: import('node:http').ServerResponse) => SiteAnswer | undefined | Promise<SiteAnswer | undefined>} SiteRoute */

const cookiesOf = (header = '') =>
  Object.fromEntries(
    header.split(';').flatMap(part => {
      const [name, value] = part.trim().split('=')
      return name && value !== undefined ? [[name, value]] : []
    })
  )

/** @returns {Promise<SiteRequest>} */
const read = async request => {
  const { pathname, searchParams } = new URL(request.url, 'http://site')
  const body = await text(request)
  return {
    method: request.method,
    path: pathname,
    query: searchParams,
    body,
    form: new URLSearchParams(body),
    cookies: cookiesOf(request.headers.cookie),
    headers: request.headers
  }
}

/**
 * A site on loopback. `answer` is given each request; where it answers nothing, it has seen to the response itself.
 *
 * @param {SiteRoute} answer
 * @param {number} [port] a free one where absent
 */
export const serveSite = async (answer, port = 0) => {
  /** @type {string[]} what was asked, as `GET /path` */
  const seen = []
  const server = createServer((incoming, response) => {
    void read(incoming)
      .then(async request => {
        seen.push(`${request.method} ${request.path}`)
        const given = await answer(request, response)
        if (!given) return
        const { status = 200, headers = {}, body = '' } = given
        response.writeHead(status, { 'cache-control': 'no-store', ...headers }).end(body)
      })
      .catch(() => response.destroy())
  }).listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    /** Without a slash at its end. */
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : port}`,
    seen,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    }
  }
}
