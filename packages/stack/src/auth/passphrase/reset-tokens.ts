import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Instance } from '../../instances/api.js'

/** In milliseconds, as on the real stack. */
const LIFETIME = 15 * 60_000

const digest = (token: Buffer): Buffer => createHash('sha256').update(token).digest()

/** With which an owner chooses a new passphrase: one at a time by instance, forgotten when the stack stops. */
export class ResetTokens {
  readonly #kept = new Map<string, { hash: Buffer; until: number }>()

  /** In hex digits; undefined where one was given out that is still good. */
  create({ prefix }: Instance, now: Date): string | undefined {
    if ((this.#kept.get(prefix)?.until ?? 0) > now.getTime()) return undefined
    const token = randomBytes(16)
    this.#kept.set(prefix, { hash: digest(token), until: now.getTime() + LIFETIME })
    return token.toString('hex')
  }

  /** `none` where no new passphrase was asked for, or it was too long ago. */
  check({ prefix }: Instance, sent: string, now: Date): 'right' | 'wrong' | 'none' {
    const kept = this.#kept.get(prefix)
    if (!kept || kept.until <= now.getTime() || !/^([0-9a-f]{2})*$/i.test(sent)) return 'none'
    return timingSafeEqual(kept.hash, digest(Buffer.from(sent, 'hex'))) ? 'right' : 'wrong'
  }

  /** It is good no more. */
  drop({ prefix }: Instance): void {
    this.#kept.delete(prefix)
  }
}
