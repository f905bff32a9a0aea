import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { StackError } from '../errors.js'
import { SERVER_LIMITS } from './limits.js'

/** What a machine without IPv6 answers. */
const NO_IPV6 = ['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL']

const listenOn = (server: Server, host: string, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port, ...(host === '::1' && { ipv6Only: true }) }, () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? ''

/** A server on both loopback addresses. */
export interface Listening {
  port: number
  /** Within a second: what is being answered then is cut off. */
  close(): Promise<void>
}

/** So long may an answer that is under way still take. */
const GRACE_MS = 1000

const closeServer = (server: Server, upgraded: ReadonlySet<Duplex> = new Set()): Promise<void> =>
  new Promise(resolve => {
    const end = setTimeout(() => {
      server.closeAllConnections()
      // Those of websockets, which the server counts no more but waits for.
      for (const socket of upgraded) socket.destroy()
    }, GRACE_MS)
    server.close(() => {
      clearTimeout(end)
      resolve()
    })
    server.closeIdleConnections()
  })

/**
 * Listens on 127.0.0.1 and, where there is IPv6, on ::1: `localhost` is either. Port 0 takes one that is free on both.
 * Throws `StackError` where the port is taken or not allowed; `option` is the flag that gives another.
 */
export const listen = async (
  app: FastifyInstance,
  port: number,
  option: '--port' | '--admin-port'
): Promise<Listening> => {
  const first = app.server
  const second = createServer(
    SERVER_LIMITS,
    (request, response) => void first.emit('request', request, response)
  )
  second.on('upgrade', (...upgrade) => void first.emit('upgrade', ...upgrade))
  const upgraded = new Set<Duplex>()
  first.on('upgrade', (_request, socket) => {
    if (upgraded.has(socket)) return
    upgraded.add(socket)
    socket.once('close', () => upgraded.delete(socket))
  })
  let taken: number
  try {
    taken = await listenOn(first, '127.0.0.1', port)
  } catch (error) {
    throw refusal(error, port, option)
  }
  try {
    await listenOn(second, '::1', taken)
  } catch (error) {
    if (!NO_IPV6.includes(codeOf(error))) {
      await closeServer(first)
      if (port === 0 && codeOf(error) === 'EADDRINUSE') return listen(app, 0, option)
      throw refusal(error, taken, option)
    }
  }
  return {
    port: taken,
    close: () =>
      Promise.all([first, second].map(server => closeServer(server, upgraded))).then(() => undefined)
  }
}

const refusal = (error: unknown, port: number, option: string): unknown => {
  if (codeOf(error) === 'EADDRINUSE') return new StackError('port_taken', { port, option })
  if (codeOf(error) === 'EACCES') return new StackError('port_forbidden', { port, option })
  return error
}
