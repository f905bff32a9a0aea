import { once } from 'node:events'
import { randomBytes } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { redirectPage } from './redirect-page.js'

/** Where the browser comes back to: a port of this machine that only this process listens on. */
export interface RedirectServer {
  /** `http://127.0.0.1:PORT/callback/RANDOM` */
  uri: string
  /** What the browser brought along, once it comes with this state; any other request is turned away. */
  answer(state: string): Promise<URLSearchParams>
  close(): Promise<void>
}

const send = (response: ServerResponse, status: number, page: string): void => {
  response
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      connection: 'close'
    })
    .end(page)
}

/**
 * Listens on a free port of 127.0.0.1 (RFC 8252, section 7.3). A refusal comes back without the state, so that the path
 * is drawn too: no other page can make one up.
 */
export const startRedirectServer = async (): Promise<RedirectServer> => {
  let awaited: { state: string; found: (query: URLSearchParams) => void } | undefined
  const path = `/callback/${randomBytes(16).toString('base64url')}`
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1/')
    if (request.method !== 'GET' || pathname !== path) return send(response, 404, redirectPage('unknown'))
    const state = searchParams.get('state') ?? (searchParams.has('error') ? awaited?.state : undefined)
    if (!awaited || state !== awaited.state) {
      return send(response, 400, redirectPage('unknown'))
    }
    const { found } = awaited
    awaited = undefined
    send(response, 200, redirectPage(searchParams.has('error') ? 'refused' : 'allowed'))
    // Once the person sees it: the process may end right after.
    response.once('close', () => found(searchParams))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    uri: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    answer: state => new Promise(found => (awaited = { state, found })),
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    }
  }
}
