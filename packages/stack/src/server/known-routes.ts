import { ADMIN_ROUTES } from './known-admin-routes.js'
import type { RouteFamily } from './family.js'
import { INSTANCE_ROUTES } from './known-instance-routes.js'
import { SHARING_ROUTES } from './known-sharing-routes.js'

/**
 * Every route of the real stack (commit db1163854, July 2026), as `METHODS path`: what tells a route that is not there
 * yet from one that nobody has.
 */
export const KNOWN_ROUTES: Readonly<Record<RouteFamily['port'], readonly string[]>> = {
  instance: [...INSTANCE_ROUTES, ...SHARING_ROUTES],
  admin: ADMIN_ROUTES
}
