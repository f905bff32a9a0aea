import type { RouteFamily } from '../server/family.js'

/** `/files`. */
export const fileRoutes: RouteFamily = {
  name: 'files',
  port: 'instance',
  fidelity: 'Nothing yet.',
  register() {}
}
