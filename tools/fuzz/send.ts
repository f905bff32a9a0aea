import { Agent, request as httpRequest } from 'node:http'
import type { FuzzRequest } from './requests.js'

/** What came back, read to its end. */
export interface FuzzAnswer {
  status: number
  headers: string
  text: string
}

/** Longer than this and a request hangs. */
const LIMIT_MS = 15_000

/** What is compared is the form of a text, not all of a download. */
const LONGEST_TEXT = 1 << 20

/** A redirect repeats what it was asked, encoded once more. */
const LONGEST_HEADERS = 1 << 17

/** Keeps its connections: thousands of requests a second. */
export const createSender = (
  domain: string,
  ports: Record<FuzzRequest['port'], number>,
  tokens: readonly string[]
) => {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  const send = ({
    port,
    label,
    method,
    path,
    headers,
    body,
    token,
    cutOff
  }: FuzzRequest): Promise<FuzzAnswer | undefined> =>
    new Promise((resolve, reject) => {
      const bearer = tokens[token]
      const request = httpRequest({
        host: '127.0.0.1',
        port: ports[port],
        method,
        path,
        agent,
        maxHeaderSize: LONGEST_HEADERS,
        headers: {
          host: port === 'admin' ? `127.0.0.1:${ports.admin}` : label + domain,
          ...(bearer && { authorization: `Bearer ${bearer}` }),
          ...headers,
          ...(headers.upgrade && { connection: 'upgrade' }),
          ...(body && { 'content-length': String(body.length + (cutOff ? 10 : 0)) })
        }
      })
      const end = setTimeout(() => {
        reject(new Error(`No answer within ${LIMIT_MS} ms`))
        request.destroy()
      }, LIMIT_MS)
      const settle = (answer: FuzzAnswer | undefined): void => {
        clearTimeout(end)
        resolve(answer)
      }
      request.on('error', (error: NodeJS.ErrnoException) => {
        // The server may close a connection that it has refused, or whose body it doesn't want.
        if (cutOff || error.code === 'ECONNRESET' || error.code === 'EPIPE') settle(undefined)
        else {
          clearTimeout(end)
          reject(error)
        }
      })
      request.on('upgrade', (_answer, socket) => {
        socket.destroy()
        settle(undefined)
      })
      request.on('response', response => {
        const chunks: Buffer[] = []
        let size = 0
        response.on('data', (chunk: Buffer) => {
          size += chunk.length
          if (size < LONGEST_TEXT) chunks.push(chunk)
        })
        response.on('error', () => settle(undefined))
        response.on('end', () =>
          settle({
            status: response.statusCode ?? 0,
            headers: response.rawHeaders.join('\n'),
            text: Buffer.concat(chunks).toString('latin1')
          })
        )
      })
      if (cutOff) request.write(body ?? '', () => request.destroy())
      else request.end(body)
    })
  return { send, close: () => agent.destroy() }
}
