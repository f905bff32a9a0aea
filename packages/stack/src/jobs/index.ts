import type { RouteFamily } from '../server/family.js'
import { addJobRoutes } from './job-routes.js'
import { addTriggerRoutes } from './trigger-routes.js'

/** `/jobs`: the queue of each worker, the triggers, and what became of them. */
export const jobsFamily: RouteFamily = {
  name: 'jobs',
  port: 'instance',
  fidelity:
    'Queue, triggers (@event, @cron, @at, @in, @every), their state, jobs and launch, one job, purge. Webhooks, client jobs, mails to the support and the other kinds of triggers are not there.',
  register: (server, stack) => {
    addJobRoutes(server, stack)
    addTriggerRoutes(server, stack)
  }
}
