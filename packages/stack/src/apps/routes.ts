import type { RouteFamily } from '../server/family.js'
import { addInstallRoutes } from './install-routes.js'
import { addLogRoutes } from './log-routes.js'
import { addReadRoutes } from './read-routes.js'

/** `/apps`: web apps. */
export const appRoutes: RouteFamily = {
  name: 'apps',
  port: 'instance',
  fidelity:
    'Install, update, list, read, icon, download, logs, uninstall, from file:// sources. Registry, git and http sources, serving apps and opening them are not there.',
  register(server) {
    addReadRoutes(server, 'apps')
    addInstallRoutes(server, 'apps')
    addLogRoutes(server, 'apps')
  }
}

/** `/konnectors`. */
export const konnectorRoutes: RouteFamily = {
  name: 'konnectors',
  port: 'instance',
  fidelity:
    'As apps. POST /konnectors/:slug/trigger is not there; uninstalling removes the accounts without running on_delete_account.',
  register(server) {
    addReadRoutes(server, 'konnectors')
    addInstallRoutes(server, 'konnectors')
    addLogRoutes(server, 'konnectors')
  }
}
