import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { Credentials } from '../provider.js'

interface SavedFile {
  folder: string
  name: string
  mime: string
  /** The first line. */
  head: string
}

/** A server with the four routes that the konnector asks for, answering as a stack does. */
export interface RecordingCozy {
  url: string
  reset(auth: Credentials): void
  /** From now on each request is refused. */
  refuse(): void
  forgetBills(): void
  files(): SavedFile[]
  bills(): Record<string, unknown>
  close(): Promise<void>
}

/** Starts it; who comes without `token` is refused. */
export const startRecordingCozy = async (token: string): Promise<RecordingCozy> => {
  let auth: Credentials = { login: '', password: '' }
  let refused = false
  let files: SavedFile[] = []
  let bills: Record<string, unknown> = {}

  const saveFile = async (request: IncomingMessage, folder: string, name: string) => {
    if (files.some(file => file.name === name))
      return { status: 409, body: { errors: [{ title: 'Conflict' }] } }
    const [head = ''] = (await buffer(request)).toString('latin1').split('\n')
    files.push({ folder, name, mime: request.headers['content-type'] ?? '', head })
    return { status: 201, body: { data: { id: `file-${files.length}`, attributes: { name } } } }
  }

  const answer = async (request: IncomingMessage): Promise<{ status: number; body: unknown }> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    const [, family, name = '', id = ''] = pathname.split('/')
    if (refused || request.headers.authorization !== `Bearer ${token}`) return { status: 403, body: {} }
    if (name === 'io.cozy.accounts') return { status: 200, body: { _id: id, auth } }
    if (name === 'io.cozy.bills' && request.method === 'PUT') {
      bills[id] = JSON.parse((await buffer(request)).toString())
      return { status: 200, body: { ok: true } }
    }
    if (name === 'io.cozy.bills')
      return bills[id] ? { status: 200, body: bills[id] } : { status: 404, body: {} }
    if (family === 'files' && request.method === 'POST')
      return saveFile(request, name, searchParams.get('Name') ?? '')
    if (name !== 'metadata')
      return { status: 200, body: { data: { id: name, attributes: { path: '/Bills' } } } }
    const at = files.findIndex(file => searchParams.get('Path') === `/Bills/${file.name}`)
    return at < 0
      ? { status: 404, body: {} }
      : { status: 200, body: { data: { id: `file-${at + 1}`, attributes: {} } } }
  }

  const server = createServer((request, response) => {
    answer(request).then(
      ({ status, body }) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
      () => response.writeHead(500).end()
    )
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    reset: given => {
      auth = given
      refused = false
      files = []
      bills = {}
    },
    refuse: () => void (refused = true),
    forgetBills: () => void (bills = {}),
    files: () => files,
    bills: () => bills,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}
