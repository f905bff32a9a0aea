import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import type { Instance } from '../instances/api.js'

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

interface Kept {
  hash: Buffer
  /** Milliseconds. */
  until: number
  /** Wrong answers that are still looked at. */
  attempts: number
}

const keyOf = ({ prefix }: Instance, purpose: string): string => `${prefix} ${purpose}`

/** Found by its hash, so that the time of a look says nothing of the token. */
const tokenPurpose = (purpose: string, token: string): string => `${purpose} ${digest(token).toString('hex')}`

/** As many wrong answers as one code takes: of a million codes nobody finds one so. */
const ATTEMPTS = 10

/**
 * Codes and tokens that the stack has given out, by what they are for. They live as long as the stack, as those of a real
 * one without Redis do; what is kept of them is their hash.
 */
export class OneTimeCodes {
  readonly #kept = new Map<string, Kept>()

  /** Six digits, for a person to type. The one before for the same purpose is good no more. */
  createCode(instance: Instance, purpose: string, lifetime: number, now: Date): string {
    const code = String(randomInt(1_000_000)).padStart(6, '0')
    this.#keep(instance, purpose, code, lifetime, now)
    return code
  }

  /** Whether this is the code that was given out and is still good. It stays so until it is dropped. */
  checkCode(instance: Instance, purpose: string, sent: string, now: Date): boolean {
    const kept = this.#kept.get(keyOf(instance, purpose))
    if (!kept || kept.until <= now.getTime() || kept.attempts === 0) return false
    if (timingSafeEqual(kept.hash, digest(sent))) return true
    kept.attempts -= 1
    return false
  }

  dropCode(instance: Instance, purpose: string): void {
    this.#kept.delete(keyOf(instance, purpose))
  }

  /** 32 characters, for a link or a program. Those before for the same purpose stay good. */
  createToken(instance: Instance, purpose: string, lifetime: number, now: Date): string {
    const token = randomBytes(24).toString('base64url')
    this.#keep(instance, tokenPurpose(purpose, token), token, lifetime, now)
    return token
  }

  /** Whether this token was given out for this purpose and is still good. */
  checkToken(instance: Instance, purpose: string, sent: string, now: Date): boolean {
    const kept = this.#kept.get(keyOf(instance, tokenPurpose(purpose, sent)))
    return kept !== undefined && kept.until > now.getTime()
  }

  #keep(instance: Instance, purpose: string, secret: string, lifetime: number, now: Date): void {
    for (const [key, { until }] of this.#kept) if (until <= now.getTime()) this.#kept.delete(key)
    this.#kept.set(keyOf(instance, purpose), {
      hash: digest(secret),
      until: now.getTime() + lifetime,
      attempts: ATTEMPTS
    })
  }
}

const byOwner = new WeakMap<object, OneTimeCodes>()

/** The codes of a running stack; `owner` is its store. */
export const codesOf = (owner: object): OneTimeCodes => {
  const codes = byOwner.get(owner) ?? new OneTimeCodes()
  byOwner.set(owner, codes)
  return codes
}
