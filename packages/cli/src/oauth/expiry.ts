/** How long a stack takes an access token: it is in none of its answers (`consts.AccessTokenValidityDuration`). */
const VALIDITY = 7 * 24 * 60 * 60

/** Renewed this much before its end, so that it does not end on the way. */
const MARGIN = 60_000

const claimsOf = (token: string): { iat?: unknown; exp?: unknown } => {
  try {
    const text = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()
    return (JSON.parse(text) ?? {}) as { iat?: unknown; exp?: unknown }
  } catch {
    return {}
  }
}

/** When a token ends, by its own dates; undefined where it has none. Nothing is verified: the stack does that. */
export const expiryOf = (token: string): Date | undefined => {
  const { iat, exp } = claimsOf(token)
  if (typeof exp === 'number') return new Date(exp * 1000)
  return typeof iat === 'number' ? new Date((iat + VALIDITY) * 1000) : undefined
}

/** Whether a token with this end is to be renewed before it is used. */
export const isStale = (expires: string | undefined, now = Date.now()): boolean =>
  expires !== undefined && Date.parse(expires) - MARGIN <= now
