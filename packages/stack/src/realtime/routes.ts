import type { RouteFamily } from '../server/family.js'
import { addNotify } from './notify-route.js'
import { addWebsocket } from './websocket-route.js'

/** `/realtime`: what happens on an instance, told as it happens. */
export const realtimeRoutes: RouteFamily = {
  name: 'realtime',
  port: 'instance',
  fidelity:
    'Websocket (AUTH, SUBSCRIBE, UNSUBSCRIBE) and POST: every written document, the lines of konnectors (io.cozy.jobs.events) and the logs of jobs that ask for it (io.cozy.jobs.logs). What has no source here is never told: thumbnails, notes, sharings.',
  differences: {
    'GET /realtime/':
      'A deletion by replication (new_edits: false) is told as DELETED, where the real stack says UPDATED; one by _bulk_docs has the fields that the document had. A websocket has at most 10 000 subscriptions, and is closed where 64 MiB wait for it.',
    'POST /realtime/:doctype/:id':
      'A body that is empty or null is answered 400, where the real stack fails with 500.'
  },
  register(server, stack) {
    addWebsocket(server, stack)
    addNotify(server, stack)
  }
}
