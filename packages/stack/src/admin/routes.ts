import type { RouteFamily } from '../server/family.js'
import { addInstanceRoutes } from './instance-routes.js'
import { addTokenRoutes } from './token-routes.js'

/** `/instances` on the admin port. */
export const instanceRoutes: RouteFamily = {
  name: 'instances',
  port: 'admin',
  fidelity:
    'Make, list, count, show and destroy instances; tokens for cli, app and konnector. No password is asked: the port is on loopback. Of an instance the disk quota alone can be changed. Features, sessions, export, checks and fixers are not there.',
  register(server) {
    addInstanceRoutes(server)
    addTokenRoutes(server)
  }
}
