import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'

const STATUS: ReadonlyMap<string | undefined, number> = new Map([
  ['ERR_HTTP_REQUEST_TIMEOUT', 408],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', 413],
  ['HPE_HEADER_OVERFLOW', 431]
])

/**
 * Answers what could not be read as a request, and ends its connection. Without a body: it may have been a HEAD, whose
 * client would take one for the next answer.
 */
export const answerUnreadable = ({ code }: NodeJS.ErrnoException, socket: Socket): void => {
  if (code === 'ECONNRESET' || socket.destroyed) return
  const status = STATUS.get(code) ?? 400
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
  socket.destroySoon()
}
