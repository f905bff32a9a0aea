import type { TokenVerifier } from '../permissions/token.js'
import type { FailedLogins } from './failed-logins.js'
import type { RateLimits } from './rate-limits.js'

/** What the routes of the family share. */
export interface AuthParts {
  failed: FailedLogins
  limits: RateLimits
  tokens: TokenVerifier
}
