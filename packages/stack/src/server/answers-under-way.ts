import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/**
 * Counts the answers of each connection that are not sent yet. A client may send its next request before it has the
 * answer to the one before (pipelining); Node keeps them in order, until one of them asks for another protocol.
 */
export class AnswersUnderWay {
  readonly #open = new WeakMap<Socket, Set<ServerResponse>>()

  constructor(server: Server) {
    // Before the server's own listener: an answer may be ready at once.
    server.prependListener('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
      const open = this.#open.get(socket) ?? new Set()
      this.#open.set(socket, open.add(response))
      response.once('close', () => open.delete(response))
    })
  }

  /** Calls back once all are sent, at once where none is open; never where the connection ends before. */
  whenSent(socket: Socket, then: () => void): void {
    const last = [...(this.#open.get(socket) ?? [])].at(-1)
    if (last === undefined) return then()
    last.once('close', () => {
      if (!socket.destroyed) this.whenSent(socket, then)
    })
  }
}
