import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** A request as it came in. */
export interface SeenRequest {
  method: string
  /** With its query. */
  path: string
  /** As they stood on the wire: order and case. */
  rawHeaders: readonly string[]
  headers: IncomingMessage['headers']
  body: Buffer
}

/** What is answered: a status, headers and a body; or whatever a function does with the response. */
export interface Reply {
  status?: number
  headers?: Record<string, string | string[]>
  body?: string | Uint8Array
}
export type Answer =
  | Reply
  | string
  | ((
      request: SeenRequest,
      response: ServerResponse
    ) => Reply | string | undefined | Promise<Reply | undefined>)

/** A provider's site on loopback, whose answers are given by `GET /path`. */
export interface Provider extends AsyncDisposable {
  /** Without a slash at its end. */
  url: string
  seen: SeenRequest[]
  /** Takes one answer after the other, and the last one again and again. */
  on(route: string, ...answers: Answer[]): void
  close(): Promise<void>
}

const send = (reply: Reply | string, response: ServerResponse): void => {
  const { status = 200, headers = {}, body = '' } = typeof reply === 'string' ? { body: reply } : reply
  const type = typeof reply === 'string' ? { 'Content-Type': 'text/html; charset=utf-8' } : {}
  response.writeHead(status, { ...type, ...headers }).end(body)
}

/** Starts one on a free port, or on the port given. */
export const startProvider = async (routes: Record<string, Answer> = {}, port = 0): Promise<Provider> => {
  const answers = new Map(Object.entries(routes).map(([route, answer]) => [route, [answer]]))
  const seen: SeenRequest[] = []
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = '', url: path = '', headers, rawHeaders } = request
    const one: SeenRequest = { method, path, headers, rawHeaders, body: await buffer(request) }
    seen.push(one)
    const list =
      answers.get(`${method} ${path}`) ?? answers.get(`${method} ${path.split('?')[0] ?? ''}`) ?? []
    const answer = list.length > 1 ? list.shift() : list[0]
    if (answer === undefined) return send({ status: 404, body: 'nothing here' }, response)
    const reply = typeof answer === 'function' ? await answer(one, response) : answer
    if (reply !== undefined) send(reply, response)
  }
  const server = createServer((request, response) => void serve(request, response))
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  const close = (): Promise<void> =>
    new Promise(resolve => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    seen,
    on: (route, ...next) => void answers.set(route, next),
    close,
    [Symbol.asyncDispose]: close
  }
}
