import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server of repositories over HTTP, which lets in who says the right name and password. */
export interface GitServer {
  url: string
  /** Each `Authorization` that was sent to it. */
  seen: string[]
  close(): Promise<void>
}

/** Splits what a CGI program writes into its headers and its body. */
const answerWith = (output: Buffer, response: ServerResponse): void => {
  const end = output.indexOf('\r\n\r\n')
  for (const line of output.subarray(0, end).toString().split('\r\n')) {
    const [, name = '', value = ''] = /^([^:]+): *(.*)$/.exec(line) ?? []
    if (name.toLowerCase() === 'status') response.statusCode = Number(value.slice(0, 3))
    else if (name) response.setHeader(name, value)
  }
  response.end(output.subarray(end + 4))
}

const runBackend = async (
  folder: string,
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> => {
  const { pathname, search } = new URL(request.url ?? '/', 'http://localhost')
  const backend = spawn('git', ['http-backend'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {
      PATH: process.env['PATH'],
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: '1',
      REMOTE_USER: 'somebody',
      REMOTE_ADDR: '127.0.0.1',
      REQUEST_METHOD: request.method,
      PATH_INFO: pathname,
      QUERY_STRING: search.slice(1),
      CONTENT_TYPE: request.headers['content-type'],
      CONTENT_LENGTH: request.headers['content-length'],
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'],
      HTTP_GIT_PROTOCOL: request.headers['git-protocol'] as string | undefined
    }
  })
  request.pipe(backend.stdin)
  backend.stdin.on('error', () => undefined)
  const parts: Buffer[] = []
  backend.stdout.on('data', (part: Buffer) => parts.push(part))
  await once(backend, 'close')
  answerWith(Buffer.concat(parts), response)
}

/** The real `git http-backend` on loopback, behind a name and a password; `mayWrite` false answers a push with 403. */
export const startGitServer = async (
  folder: string,
  login: string,
  { mayWrite = true }: { mayWrite?: boolean } = {}
): Promise<GitServer> => {
  const seen: string[] = []
  const right = `Basic ${Buffer.from(login).toString('base64')}`
  const server = createServer((request, response) => {
    const { authorization } = request.headers
    if (authorization !== undefined) seen.push(authorization)
    if (authorization?.replace(/^basic/, 'Basic') !== right) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end()
    } else if (!mayWrite && request.url?.includes('receive-pack')) response.writeHead(403).end()
    else void runBackend(folder, request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    }
  }
}
