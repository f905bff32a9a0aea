import type { RouteFamily } from '../server/family.js'
import { addJobRoutes } from './job-routes.js'
import { addTriggerRoutes } from './trigger-routes.js'

/** `/jobs`: the queue of each worker, the triggers, and what became of them. */
export const jobsFamily: RouteFamily = {
  name: 'jobs',
  port: 'instance',
  fidelity:
    'Queue, triggers of all eleven kinds, their state, jobs and launch, webhooks, one job, what a client says of its own, purge and cleaning. An attribute of the wrong type is 400, where the real stack answers 500.',
  differences: {
    'GET /jobs/:id': 'One that is not there is 404, where the real stack answers 500.',
    'PATCH /jobs/:id': 'One that is not there is 404, where the real stack answers 500.',
    'DELETE /jobs/purge':
      'Of each worker and state the last 50 stay, as there; what is queued or runs is never purged. A duration that is none is 422, not 500.',
    'POST /jobs/webhooks/:id':
      'As many calls as come: the real stack counts them. The webhook of a bank (/jobs/webhooks/bi) is not there.'
  },
  register: (server, stack) => {
    addJobRoutes(server, stack)
    addTriggerRoutes(server, stack)
  }
}
