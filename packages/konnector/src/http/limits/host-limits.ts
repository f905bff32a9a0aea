import type { RateLimit } from '../api.js'

/** Gives turns, host by host. */
export interface HostLimits {
  /** Settles when it is this host's turn, with the function that ends it. @throws the reason of the signal */
  enter(host: string, signal?: AbortSignal): Promise<() => void>
}

interface Waiting {
  start: () => void
}

/** One host: a bucket of requests that fills again as time passes, and places for those under way. */
class HostQueue {
  private running = 0
  private tokens: number
  private filledAt = performance.now()
  private timer: NodeJS.Timeout | undefined
  private readonly perSecond: number
  private readonly concurrency: number
  readonly waiting: Waiting[] = []

  constructor({ perSecond = 10, concurrency = 4 }: RateLimit) {
    this.perSecond = perSecond
    this.concurrency = concurrency
    this.tokens = Math.max(1, perSecond)
  }

  next(): void {
    this.fill()
    while (this.waiting.length > 0 && this.running < this.concurrency && this.tokens >= 1) {
      this.tokens--
      this.running++
      this.waiting.shift()?.start()
    }
    if (this.waiting.length > 0 && this.running < this.concurrency && this.timer === undefined) {
      const milliseconds = Math.ceil(((1 - this.tokens) / this.perSecond) * 1000)
      this.timer = setTimeout(() => {
        this.timer = undefined
        this.next()
      }, milliseconds)
    }
  }

  leave(): void {
    this.running--
    this.next()
  }

  drop(waiting: Waiting): void {
    const index = this.waiting.indexOf(waiting)
    if (index >= 0) this.waiting.splice(index, 1)
    // A timer for nobody would keep the process.
    if (this.waiting.length === 0) {
      clearTimeout(this.timer)
      this.timer = undefined
    }
  }

  private fill(): void {
    const now = performance.now()
    const earned = ((now - this.filledAt) / 1000) * this.perSecond
    this.tokens = Math.min(Math.max(1, this.perSecond), this.tokens + earned)
    this.filledAt = now
  }
}

/** Limits for each host by itself, in the order of asking. `false` limits nothing. */
export const createHostLimits = (limit: RateLimit | false = {}): HostLimits => {
  if (limit === false) return { enter: () => Promise.resolve(() => undefined) }
  const queues = new Map<string, HostQueue>()
  return {
    async enter(host, signal) {
      signal?.throwIfAborted()
      const queue = queues.get(host) ?? new HostQueue(limit)
      queues.set(host, queue)
      await new Promise<void>((resolve, reject) => {
        const abort = (): void => {
          queue.drop(waiting)
          // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- the reason is the caller's own
          reject(signal?.reason)
        }
        const waiting: Waiting = {
          start: () => {
            signal?.removeEventListener('abort', abort)
            resolve()
          }
        }
        signal?.addEventListener('abort', abort, { once: true })
        queue.waiting.push(waiting)
        queue.next()
      })
      let left = false
      return () => {
        if (!left) queue.leave()
        left = true
      }
    }
  }
}
