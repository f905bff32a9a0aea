import { randomBytes } from 'node:crypto'
import type { Instance } from '../../instances/api.js'
import type { OAuthClient } from '../clients/client.js'

/** In milliseconds, as on the real stack. */
const LIFETIME = 7 * 24 * 60 * 60_000

const keyOf = ({ prefix }: Instance, { _id }: OAuthClient, nonce: string): string =>
  `${prefix} ${_id} ${nonce}`

/** What clients are to have signed by the maker of their device. Forgotten when the stack stops. */
export class Challenges {
  readonly #until = new Map<string, number>()

  create(instance: Instance, client: OAuthClient, now: Date): string {
    for (const [key, until] of this.#until) if (until <= now.getTime()) this.#until.delete(key)
    const nonce = randomBytes(18).toString('base64url')
    this.#until.set(keyOf(instance, client, nonce), now.getTime() + LIFETIME)
    return nonce
  }

  /** Whether it was given to this client; it is good for once. */
  take(instance: Instance, client: OAuthClient, nonce: string, now: Date): boolean {
    const key = keyOf(instance, client, nonce)
    const until = this.#until.get(key)
    this.#until.delete(key)
    return until !== undefined && until > now.getTime()
  }
}
