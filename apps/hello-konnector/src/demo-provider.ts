import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

/** The site that a run visits. */
export interface Provider {
  /** `http://127.0.0.1:PORT/` */
  url: string
  close(): Promise<void>
}

// The build stands beside its assets, wherever a stack copies them.
const PAGES = join(import.meta.dirname, 'assets/provider')

const PAGE_OF: Record<string, { file: string; type: string }> = {
  '/': { file: 'login.html', type: 'text/html' },
  '/bills': { file: 'bills.html', type: 'text/html' },
  '/bills/H-2026-03.pdf': { file: 'H-2026-03.pdf', type: 'application/pdf' }
}
/** Whom the demo knows; `fixture.json` has the same. */
const CUSTOMER = { login: 'camille', password: 'open-sesame' }
const SESSION = 'session=hello'

const send = (
  response: ServerResponse,
  status: number,
  headers: Record<string, string>,
  body?: Buffer | string
) => void response.writeHead(status, headers).end(body)

const signIn = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const form = new URLSearchParams(await text(request))
  const isKnown = form.get('login') === CUSTOMER.login && form.get('password') === CUSTOMER.password
  if (isKnown) send(response, 303, { location: '/bills', 'set-cookie': `${SESSION}; HttpOnly` })
  else send(response, 401, { 'content-type': 'text/plain' }, 'Wrong login or password')
}

const servePage = async ({ url: path = '/', headers }: IncomingMessage, response: ServerResponse) => {
  const page = PAGE_OF[path]
  if (!page) return send(response, 404, {})
  if (path !== '/' && headers.cookie !== SESSION) return send(response, 303, { location: '/' })
  send(response, 200, { 'content-type': page.type }, await readFile(join(PAGES, page.file)))
}

const startDemo = async (): Promise<Provider> => {
  const server = createServer((request, response) => {
    const isSignIn = request.method === 'POST' && request.url === '/login'
    const answered = isSignIn ? signIn(request, response) : servePage(request, response)
    answered.catch(() => send(response, 500, {}))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}

/** The site at `baseUrl`; without one, the pages of `assets/provider` on a free port of the loopback. */
export const openProvider = async (baseUrl: string | undefined): Promise<Provider> =>
  baseUrl ? { url: baseUrl, close: async () => {} } : startDemo()
