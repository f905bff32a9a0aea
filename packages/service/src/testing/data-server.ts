import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'

/** A request as it came: `GET /data/io.cozy.todos/t1 Bearer token`. */
export type Asked = string

/** Documents by doctype and id. */
export type Documents = Record<string, Record<string, object>>

const answerTo = async (request: IncomingMessage, documents: Documents): Promise<object | undefined> => {
  const [, , doctype = '', id = ''] = (request.url ?? '').split(/[/?]/)
  const documentOf = (name: string): object | undefined => {
    const found = documents[doctype]?.[name]
    return found && { _id: name, _type: doctype, _rev: '1-a', ...found }
  }
  if (id !== '_all_docs') return documentOf(id)
  if (request.method === 'GET') {
    const ids = documents[doctype] && Object.keys(documents[doctype])
    return ids && { rows: ids.map(key => ({ id: key, key, value: { rev: '1-a' }, doc: documentOf(key) })) }
  }
  const { keys } = (await json(request)) as { keys: string[] }
  return { rows: keys.map(key => ({ id: key, key, value: { rev: '1-a' }, doc: documentOf(key) })) }
}

/**
 * A server that gives documents as the stack does, by `/data/<doctype>/<id>` and by `_all_docs`, all or with keys, for
 * as long as `use` takes.
 */
export const withDataServer = async <Result>(
  documents: Documents,
  use: (port: number, asked: Asked[]) => Promise<Result>
): Promise<Result> => {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization}`)
    void answerTo(request, documents).then(found => {
      response.statusCode = found ? 200 : 404
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(found ?? { error: 'not_found', reason: 'missing' }))
    })
  })
  // Longer than a test may take: a connection that holds the service's process would be seen.
  server.keepAliveTimeout = 120_000
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  try {
    return await use((server.address() as AddressInfo).port, asked)
  } finally {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  }
}
