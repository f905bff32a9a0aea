import type { RouteFamily } from '../server/family.js'
import { addInstallRoutes } from './install-routes.js'
import { addKonnectorTrigger } from './konnector-trigger.js'
import { addLogRoutes } from './log-routes.js'
import { addReadRoutes } from './read-routes.js'

const ICON_TAG = 'Its ETag is that of its content, where the real stack has one and the same for all files.'

/** `/apps`: web apps. */
export const appRoutes: RouteFamily = {
  name: 'apps',
  port: 'instance',
  fidelity:
    'Install, update, list, read, icon, download, logs, uninstall, from file, git, http and registry sources. Opening one for the flagship app.',
  differences: {
    'POST /apps/:slug':
      'The manifest of a repository comes out of the clone; an archive with a name or a link that leads outside is refused.',
    'PUT /apps/:slug':
      'New permissions wait as in production; from file:// they are taken at once, unless PermissionsAcked=false.',
    'GET /apps/:slug': 'An app of git:// or http:// is not looked for anew each time it is read.',
    'GET /apps/:slug/download/:version': 'A version that no registry has is 412, not 500.',
    'GET /apps/:slug/icon': ICON_TAG,
    'GET /apps/:slug/icon/:version': ICON_TAG
  },
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
  fidelity: 'As apps, with the trigger of an account; uninstalling runs on_delete_account.',
  differences: {
    'GET /konnectors/:slug/icon': ICON_TAG,
    'GET /konnectors/:slug/icon/:version': ICON_TAG,
    'GET /konnectors/:slug/download/:version': 'A version that no registry has is 412, not 500.',
    'POST /konnectors/:slug/trigger':
      'The time of day is another, and the hours of time_interval are kept to; the real stack forgets them.'
  },
  register(server) {
    addReadRoutes(server, 'konnectors')
    addInstallRoutes(server, 'konnectors')
    addLogRoutes(server, 'konnectors')
    addKonnectorTrigger(server)
  }
}
