import { randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { instanceOf } from '../server/request.js'

/** As long as the real stack remembers. */
const LIFETIME_MS = 10 * 60 * 1000

interface Kept<T> {
  value: T
  /** Milliseconds since 1970. */
  until: number
}

/** What one request leaves for another, of the same instance and stack, under a secret that nobody guesses. */
export class Secrets<T> {
  readonly #stacks = new WeakMap<object, Map<string, Kept<T>>>()

  /** The secret: 16 hex digits. */
  keep(request: FastifyRequest, value: T): string {
    const kept = this.#of(request)
    const now = request.server.stack.clock.now().getTime()
    // In order of their time: the first that still lives ends it.
    for (const [key, { until }] of kept) {
      if (until > now) break
      kept.delete(key)
    }
    const secret = randomBytes(8).toString('hex')
    kept.set(`${instanceOf(request).prefix}/${secret}`, { value, until: now + LIFETIME_MS })
    return secret
  }

  /** Undefined for what was never kept, or too long ago. */
  find(request: FastifyRequest, secret: string): T | undefined {
    const found = this.#of(request).get(`${instanceOf(request).prefix}/${secret}`)
    return found && found.until > request.server.stack.clock.now().getTime() ? found.value : undefined
  }

  #of(request: FastifyRequest): Map<string, Kept<T>> {
    const { stack } = request.server
    const kept = this.#stacks.get(stack) ?? new Map<string, Kept<T>>()
    this.#stacks.set(stack, kept)
    return kept
  }
}
