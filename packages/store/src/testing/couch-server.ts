import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { StoreError } from '../errors.js'
import { openStore } from '../open-store.js'
import { readRequest } from './couch-request.js'
import { answerCouch } from './couch-routes.js'

export interface CouchServerOptions {
  /** A free one where absent. */
  port?: number
  /** Who may ask; everybody where absent. */
  user?: { name: string; password: string }
}

export interface RunningCouchServer {
  /** Without the user. */
  url: string
  port: number
  /** What was asked so far, such as `POST /cozy1%2Fio-cozy-files/_find`. */
  asked: string[]
  close(): Promise<void>
}

/**
 * A server on loopback that speaks CouchDB's protocol over a store in memory: so much of it as the store on CouchDB
 * asks for. Tests use it where there is no CouchDB.
 */
export async function startCouchServer(options: CouchServerOptions = {}): Promise<RunningCouchServer> {
  const store = await openStore({ kind: 'memory' })
  const documents = store.documents('databases')
  const { user } = options
  const expected = user && `Basic ${Buffer.from(`${user.name}:${user.password}`).toString('base64')}`
  const asked: string[] = []
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    asked.push(`${request.method} ${request.url}`)
    const read = await readRequest(request)
    if (expected !== undefined && request.headers.authorization !== expected) {
      return send(response, 401, { error: 'unauthorized', reason: 'Name or password is incorrect.' })
    }
    const { status = 200, body } = await answerCouch(documents, read)
    send(response, status, body)
  }
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      const known = error instanceof StoreError
      send(response, known ? error.status : 500, {
        error: known ? error.code : 'unknown_error',
        reason: known ? error.reason : String(error)
      })
    })
  })
  server.listen(options.port ?? 0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const close = async (): Promise<void> => {
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
    await store.close()
  }
  return { url: `http://127.0.0.1:${port}/`, port, asked, close }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`)
}
