import type { Instance } from '../instances/api.js'
import type { Clock } from '../stack.js'
import { PERMISSION_ERRORS } from './errors.js'

/** `app` and `konn` hold no scope: what they may do is stored with the app. */
export type Audience = 'cli' | 'app' | 'konn' | 'access' | 'refresh' | 'registration' | 'share'

export interface Claims {
  audience: string
  subject: string
  scope: string
  /** Milliseconds. */
  issuedAt: number
  /** The session in which an app's page was loaded; '' for all other tokens. */
  sessionId: string
}

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** How long a token is good for, in milliseconds, as on the real stack; for ever where it is absent. */
export const VALIDITY: Readonly<Record<string, number>> = {
  cli: 30 * MINUTE,
  // Without a session it is a service's, and lasts as long as a konnector's.
  app: 30 * MINUTE,
  konn: 30 * MINUTE,
  access: 7 * DAY
}

const validityOf = ({ audience, sessionId }: Claims): number | undefined =>
  audience === 'app' && sessionId !== '' ? DAY : VALIDITY[audience]

/** Those of apps and konnectors end with the passphrase, as sessions do, on the real stack too. */
const endsWithPassphrase = (audience: string): boolean => audience === 'app' || audience === 'konn'

const keyOf = ({ secret, sessionSecret }: Instance, audience: string): Uint8Array =>
  new TextEncoder().encode(endsWithPassphrase(audience) ? `${secret}${sessionSecret}` : secret)

/** A JWT that only this instance takes. `issuedAt` in milliseconds. */
export const signToken = async (
  instance: Instance,
  claims: {
    audience: Audience
    subject?: string
    scope?: string
    issuedAt: number
    sessionId?: string
    /** Sets apart tokens of one second that say the same. */
    id?: string
  }
): Promise<string> => {
  const { SignJWT } = await import('jose')
  const token = new SignJWT({
    ...(claims.scope && { scope: claims.scope }),
    ...(claims.sessionId && { session_id: claims.sessionId })
  })
    .setProtectedHeader({ alg: 'HS512', typ: 'JWT' })
    .setAudience([claims.audience])
    .setIssuer(instance.domain)
    .setIssuedAt(Math.floor(claims.issuedAt / 1000))
  if (claims.subject) token.setSubject(claims.subject)
  if (claims.id) token.setJti(claims.id)
  return token.sign(keyOf(instance, claims.audience))
}

/** Node's base64 reads past spaces and line breaks; Go's does not. */
const COMPACT = /^[\w-]+\.[\w-]+\.[\w-]+$/

/** Checks signature, issuer and shape. Throws 400 `Invalid JWT token`; age is not looked at. */
const verify = async (instance: Instance, token: string): Promise<Claims> => {
  const { decodeJwt, jwtVerify } = await import('jose')
  if (!COMPACT.test(token)) throw PERMISSION_ERRORS.invalidToken()
  try {
    const [said = ''] = [decodeJwt(token).aud ?? []].flat()
    const { payload } = await jwtVerify(token, keyOf(instance, said), {
      algorithms: ['HS256', 'HS384', 'HS512'],
      issuer: instance.domain
    })
    const audiences = [payload.aud ?? []].flat()
    if (audiences.length !== 1) throw PERMISSION_ERRORS.invalidToken()
    return {
      audience: audiences[0]!,
      subject: payload.sub ?? '',
      scope: typeof payload.scope === 'string' ? payload.scope : '',
      issuedAt: (payload.iat ?? 0) * 1000,
      sessionId: typeof payload.session_id === 'string' ? payload.session_id : ''
    }
  } catch {
    throw PERMISSION_ERRORS.invalidToken()
  }
}

/** More tokens than any stack sees within their half hour; past it the oldest is forgotten. */
const CACHE_SIZE = 1000

/** Checks tokens; a signature is worked out once per token, since one job asks hundreds of times with the same. */
export class TokenVerifier {
  readonly #clock: Clock
  readonly #known = new Map<string, Claims>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  now(): Date {
    return this.#clock.now()
  }

  /** Throws 400, `Invalid JWT token` or `Expired token`. */
  async claims(instance: Instance, token: string): Promise<Claims> {
    const key = `${instance.prefix} ${instance.sessionSecret} ${token}`
    let claims = this.#known.get(key)
    if (!claims) {
      claims = await verify(instance, token)
      if (this.#known.size >= CACHE_SIZE) this.#known.delete(this.#known.keys().next().value!)
      this.#known.set(key, claims)
    }
    const validity = validityOf(claims)
    if (validity !== undefined && claims.issuedAt + validity < this.#clock.now().getTime()) {
      throw PERMISSION_ERRORS.expiredToken()
    }
    return claims
  }
}
