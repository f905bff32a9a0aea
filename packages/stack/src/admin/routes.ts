import type { RouteFamily } from '../server/family.js'
import { addActivityRoute } from './activity-route.js'
import { addAppVersionRoute } from './app-version-route.js'
import { addClientRoutes } from './client-routes.js'
import { addContextRoutes } from './context-routes.js'
import { addCreateRoute } from './create-route.js'
import { addDebugRoutes } from './debug-routes.js'
import { addInstanceRoutes } from './instance-routes.js'
import { addLoginRoutes } from './login-routes.js'
import { addNotificationRoute } from './notification-route.js'
import { addModifyRoute } from './modify-route.js'
import { addPlaceRoutes } from './place-routes.js'
import { addTokenRoutes } from './token-routes.js'

/** `/instances` on the admin port. */
export const instanceRoutes: RouteFamily = {
  name: 'instances',
  port: 'admin',
  fidelity:
    'Make, list, count, show, change and destroy instances, with aliases, terms of service and first apps; tokens for cli, app, konnector and clients of OAuth; clients; authentication mode, session codes, magic links, sessions; contexts, disk usage, prefixes, versions of apps, debug, the check of files. A passphrase is asked for where the file cozy-admin-passphrase is given, as on the real stack in production. Export, import, checks of triggers and sharings, fixers, assets and maintenance are not there.',
  differences: {
    'POST /instances':
      'The prefix is drawn, not worked out of the domain, so that an instance of the same name sees nothing of the one before. There is no second cluster of CouchDB, and no Swift.',
    'PATCH /instances/:domain':
      'Its secrets are not in the answer. What is no number or no boolean is a 422.',
    'DELETE /instances/:domain':
      'Where a konnector fails to clean up after an account, or is not installed, the instance goes all the same. What a crash leaves half made or half destroyed is gone at the next start.',
    'GET /instances/oauth_client': 'The secret of the client is not in the answer.',
    'GET /instances/:domain/fsck':
      'Contents alone are compared: the documents of files can be in no disorder.',
    'POST /instances/:domain/debug':
      'It is about the lines of jobs, and is forgotten when the stack ends. An instance that is none is a 404.',
    'POST /instances/redis': 'There is no Redis: nothing is to be built anew.'
  },
  register(server) {
    addInstanceRoutes(server)
    addCreateRoute(server)
    addModifyRoute(server)
    addTokenRoutes(server)
    addClientRoutes(server)
    addLoginRoutes(server)
    addActivityRoute(server)
    addPlaceRoutes(server)
    addContextRoutes(server)
    addAppVersionRoute(server)
    addNotificationRoute(server)
    addDebugRoutes(server)
    server.post('/instances/redis', (_request, reply) => reply.code(204).send())
  }
}
