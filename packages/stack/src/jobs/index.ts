import type { RouteFamily } from '../server/family.js'
import { addJobRoutes } from './job-routes.js'
import { addTriggerRoutes } from './trigger-routes.js'

/** `/jobs`: the queue of each worker, the triggers, and what became of them. */
export const jobsFamily: RouteFamily = {
  name: 'jobs',
  port: 'instance',
  fidelity:
    'Queue, triggers of all eleven kinds, their state, jobs and launch, webhooks (as many calls as come: the real stack counts them), one job, what a client says of its own, purge. Mails to the support, campaigns and cleaning are not there.',
  register: (server, stack) => {
    addJobRoutes(server, stack)
    addTriggerRoutes(server, stack)
  }
}
