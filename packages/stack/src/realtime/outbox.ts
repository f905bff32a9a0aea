import type { WebSocket } from 'ws'

export interface OutboxLimits {
  /** Bytes that may wait. */
  bytes: number
  /** Milliseconds in which something of what waits must go. */
  stall: number
}

/** As much as the largest bulk write makes at once; and as long as the real stack waits for one write. */
const LIMITS: OutboxLimits = { bytes: 64 * 1024 * 1024, stall: 10_000 }

/** What a message that waits takes besides its own bytes, which all websockets share. */
const FRAME_COST = 256

const TEXT = { binary: false, compress: false } as const

/** What a websocket is sent. A client that does not read it is given up: what waits for it is memory. */
export class Outbox {
  readonly #socket: WebSocket
  readonly #limits: OutboxLimits
  readonly #onStuck: () => void
  readonly #deadline: NodeJS.Timeout
  #waiting = 0

  constructor(socket: WebSocket, onStuck: () => void, limits: OutboxLimits = LIMITS) {
    this.#socket = socket
    this.#limits = limits
    this.#onStuck = onStuck
    this.#deadline = setTimeout(() => {
      if (this.#waiting > 0) this.#giveUp()
    }, limits.stall).unref()
    socket.once('close', () => clearTimeout(this.#deadline))
  }

  send(frame: Buffer): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return
    if (this.#waiting === 0) this.#deadline.refresh()
    this.#waiting++
    this.#socket.send(frame, TEXT, this.#onSent)
    if (this.#socket.bufferedAmount + this.#waiting * FRAME_COST > this.#limits.bytes) this.#giveUp()
  }

  readonly #onSent = (): void => {
    this.#waiting--
    if (this.#socket.readyState === this.#socket.OPEN) this.#deadline.refresh()
  }

  #giveUp(): void {
    this.#onStuck()
    this.#socket.terminate()
  }
}
