import type { WebSocket } from 'ws'

/** Both in milliseconds. */
export interface Intervals {
  ping: number
  /** So long after the last pong a client is taken for gone. More than `ping`. */
  pong: number
}

/** The real stack's. */
export const INTERVALS: Intervals = { ping: 54_000, pong: 60_000 }

/** Finds out that the other end is gone, which nothing else tells of a connection that is never written to. */
export const keepAlive = (socket: WebSocket, { ping, pong }: Intervals = INTERVALS): void => {
  const pings = setInterval(() => socket.ping(), ping).unref()
  const deadline = setTimeout(() => socket.terminate(), pong).unref()
  socket.on('pong', () => deadline.refresh())
  socket.once('close', () => {
    clearInterval(pings)
    clearTimeout(deadline)
  })
}
