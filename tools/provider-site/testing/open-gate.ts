import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A way to a stack that ends. */
export interface Gate {
  /** What stands in the place of the stack's own address. */
  url: string
  close(): Promise<void>
}

/** Hands requests on to a stack, and is gone for good with the answer to the first one that `isLast` says yes to. */
export const openGate = async (
  stackUrl: string,
  isLast: (method: string, path: string) => boolean
): Promise<Gate> => {
  const { host, hostname, port } = new URL(stackUrl)
  const server = createServer((incoming, outgoing) => {
    const { method = '', url: path = '', headers } = incoming
    const to = { host: '127.0.0.1', port, method, path, headers: { ...headers, host } }
    const sent = request(to, answer => {
      if (isLast(method, path)) {
        // The stack has done what it was asked; nobody hears of it, nor of anything else.
        server.close()
        server.closeAllConnections()
        return
      }
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    sent.on('error', () => outgoing.destroy())
    incoming.pipe(sent)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://${hostname}:${(server.address() as AddressInfo).port}/`,
    async close() {
      if (!server.listening) return
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    }
  }
}
