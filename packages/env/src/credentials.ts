import { inspect } from 'node:util'

/** What no log shall show: the values are behind getters, and every way to print the object tells its kind alone. */
abstract class Hidden {
  abstract readonly kind: 'token' | 'oauth'
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  /** What COZY_CREDENTIALS holds, as it is: a secret. */
  get text(): string {
    return this.#text
  }

  toString(): string {
    return `[COZY_CREDENTIALS: ${this.kind}]`
  }

  toJSON(): string {
    return this.toString()
  }

  [inspect.custom](): string {
    return this.toString()
  }
}

/** The token of an app or konnector: what a stack gives. */
export class TokenCredentials extends Hidden {
  readonly kind = 'token'

  /** A secret. */
  get token(): string {
    return this.text
  }
}

/** A client registered by OAuth: what `cozy-run-dev` gives. */
export class OAuthCredentials extends Hidden {
  readonly kind = 'oauth'

  /** The parsed JSON, fresh at each call: secrets. cozy-client takes it as its `oauth` option. */
  get oauth(): Record<string, unknown> {
    return JSON.parse(this.text) as Record<string, unknown>
  }
}

/** How a job proves to the stack what it is. Never printed. */
export type Credentials = TokenCredentials | OAuthCredentials

/** A bare token or the JSON of an OAuth client; undefined for JSON that is no such client. */
export function parseCredentials(text: string): Credentials | undefined {
  const trimmed = text.trim()
  if (!/^[[{"]/.test(trimmed)) return /\s/.test(trimmed) ? undefined : new TokenCredentials(trimmed)
  try {
    const parsed: unknown = JSON.parse(trimmed)
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? new OAuthCredentials(trimmed)
      : undefined
  } catch {
    return undefined
  }
}
