import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Credentials } from './provider.js'

/** A provider's site on the loopback. */
export interface DemoProvider {
  /** `http://127.0.0.1:PORT/` */
  url: string
  close(): Promise<void>
}

const PAGES: Record<string, { file: string; type: string }> = {
  '/': { file: 'login.html', type: 'text/html' },
  '/bills': { file: 'bills.html', type: 'text/html' },
  '/bills/H-2026-03.pdf': { file: 'H-2026-03.pdf', type: 'application/pdf' }
}
const SESSION = 'session=hello'

const send = (
  response: ServerResponse,
  status: number,
  headers: Record<string, string>,
  body?: Buffer | string
) => void response.writeHead(status, headers).end(body)

const signIn = async (
  request: IncomingMessage,
  response: ServerResponse,
  known: Credentials
): Promise<void> => {
  const form = new URLSearchParams(await text(request))
  const isKnown = form.get('login') === known.login && form.get('password') === known.password
  if (isKnown) send(response, 303, { location: '/bills', 'set-cookie': `${SESSION}; HttpOnly` })
  else send(response, 401, { 'content-type': 'text/plain' }, 'Wrong login or password')
}

const servePage = async (
  request: IncomingMessage,
  response: ServerResponse,
  folder: string
): Promise<void> => {
  const path = request.url ?? '/'
  const page = PAGES[path]
  if (!page) return send(response, 404, {})
  if (path !== '/' && request.headers.cookie !== SESSION) return send(response, 303, { location: '/' })
  send(response, 200, { 'content-type': page.type }, await readFile(join(folder, page.file)))
}

/** Serves the pages of `folder` on a free port, to whoever signs in with `known`. */
export const startDemoProvider = async (folder: string, known: Credentials): Promise<DemoProvider> => {
  const server = createServer((request, response) => {
    const isSignIn = request.method === 'POST' && request.url === '/login'
    const answered = isSignIn ? signIn(request, response, known) : servePage(request, response, folder)
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
