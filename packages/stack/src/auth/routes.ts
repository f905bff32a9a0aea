import { TokenVerifier } from '../permissions/token.js'
import type { RouteFamily } from '../server/family.js'
import type { AuthParts } from './auth-parts.js'
import { addAuthorizeRoutes } from './authorize/authorize-routes.js'
import { addRegistrationRoutes } from './clients/registration-routes.js'
import { addChangePasswordRoute } from './change-password-route.js'
import { addConfirmRoutes } from './confirm/confirm-routes.js'
import { FailedLogins } from './failed-logins.js'
import { addCertifyRoutes } from './flagship/certify-routes.js'
import { addKonnectorTokenRoute } from './flagship/konnector-token-route.js'
import { addLoginFlagshipRoute } from './flagship/login-flagship-route.js'
import { addLoginRoutes } from './login-routes.js'
import { addLogoutRoutes } from './logout-routes.js'
import { addFirstPassphraseRoute } from './passphrase/first-passphrase-route.js'
import { addRenewRoutes } from './passphrase/renew-routes.js'
import { addResetRoutes } from './passphrase/reset-routes.js'
import { ResetTokens } from './passphrase/reset-tokens.js'
import { RateLimits } from './rate-limits.js'
import { addSessionCodeRoute } from './session-codes.js'
import { addAccessTokenRoute } from './tokens/access-token-route.js'
import { addTwoFactorRoutes } from './two-factor/two-factor-routes.js'

/** `/auth`: who sits at the browser, and which programs may act for them. */
export const authRoutes: RouteFamily = {
  name: 'auth',
  port: 'instance',
  fidelity:
    'Login with the passphrase hashed in the browser and, where the owner wants it, a code by mail; sessions and their cookie, logout of one or of all others, session codes; passphrase forgotten, hint, first passphrase; confirmation of who it is. OAuth 2: registration of clients, authorization with a consent page, PKCE, access and refresh tokens, revocation, clients linked to an app of the registry, the flagship app. Rate limits as there. Where the real stack takes what RFC 9700 forbids, so does this one, with a warning. After 1000 wrong passphrases an hour logins alone are refused, not the whole instance. The login history leaves operating system and browser empty. Magic links, delegated logins, token exchange, and authorization of sharings and moves are not there.',
  differences: {
    'POST /auth/register': 'A field of the wrong type is 400, not 500.',
    'POST /auth/access_token':
      'A code is good for five minutes, as documented; the real stack never looks at its age. An app that is not installed is 400 at once, not 500 after half a minute.',
    'POST /auth/authorize': 'A linked app is installed before the code is given, not meanwhile.',
    'POST /auth/clients/:clientId/attestation':
      '501: neither Google nor Apple is asked. The challenge and the platform are checked.',
    'POST /auth/passphrase_renew': 'An empty passphrase is 400. A restart forgets the link of the mail.',
    'POST /auth/twofactor':
      'After ten wrong codes in five minutes none is looked at; the real stack mails another one that fits nothing.'
  },
  register(server, { clock }) {
    const parts: AuthParts = {
      failed: new FailedLogins(),
      limits: new RateLimits(clock),
      tokens: new TokenVerifier(clock)
    }
    const resets = new ResetTokens()
    addLoginRoutes(server, parts.failed)
    addLogoutRoutes(server)
    addSessionCodeRoute(server, parts)
    addRegistrationRoutes(server, parts)
    addAuthorizeRoutes(server, parts)
    addAccessTokenRoute(server, parts)
    addCertifyRoutes(server, parts)
    addLoginFlagshipRoute(server, parts)
    addKonnectorTokenRoute(server)
    addTwoFactorRoutes(server, parts)
    addConfirmRoutes(server, parts)
    addResetRoutes(server, parts, resets)
    addRenewRoutes(server, resets)
    addFirstPassphraseRoute(server)
    addChangePasswordRoute(server)
  }
}
