import type { RouteFamily } from '../server/family.js'
import { KNOWN_ROUTES } from '../server/known-routes.js'
import type { ServedRoute } from '../server/served-routes.js'

/** The same route, whatever its parameters are called and whether it ends in `/`. */
const shapeOf = (method: string, path: string): string =>
  `${method} ${path.replaceAll(/:[\w-]+/g, ':').replace(/(.)\/$/, '$1')}`

/** Every route of the real stack that answers 501 here, as `METHOD /path`. */
export const missingRoutes = (port: RouteFamily['port'], routes: readonly ServedRoute[]): string[] => {
  const served = new Set(
    routes
      .filter(route => route.port === port && !route.notImplemented)
      .map(({ method, path }) => shapeOf(method, path))
  )
  return KNOWN_ROUTES[port]
    .flatMap(line => {
      const [methods = '', path = ''] = line.split(' ')
      return methods.split(',').map(method => ({ method, path }))
    })
    .filter(({ method, path }) => !served.has(shapeOf(method, path)))
    .map(({ method, path }) => `${method} ${path}`)
}
