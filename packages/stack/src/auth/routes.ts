import type { RouteFamily } from '../server/family.js'
import { FailedLogins } from './failed-logins.js'
import { addLoginRoutes } from './login-routes.js'
import { addLogoutRoutes } from './logout-routes.js'
import { addSessionCodeRoute } from './session-codes.js'

/** `/auth`: who sits at the browser. */
export const authRoutes: RouteFamily = {
  name: 'auth',
  port: 'instance',
  fidelity:
    'Login form with the passphrase hashed in the browser, sessions and their cookie, logout of one or of all others, session codes, GET / as the way to the home app. After 1000 wrong passphrases an hour logins alone are refused, not the whole instance. The login history leaves operating system and browser empty. Two factors, magic links, delegated logins, changing the passphrase and OAuth are not there.',
  register(server) {
    const failed = new FailedLogins()
    addLoginRoutes(server, failed)
    addLogoutRoutes(server)
    addSessionCodeRoute(server, failed)
  }
}
